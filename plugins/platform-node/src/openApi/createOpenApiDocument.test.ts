import { z } from 'zod/v3';
import { createOpenApiDocument } from './createOpenApiDocument';

const fruit = z.object({
  name: z.string(),
  colour: z.string().nullable(),
  weightInGrams: z.number().int().optional(),
});
const basket = z.object({ items: z.array(fruit) });

const document = createOpenApiDocument({
  pluginId: 'fruits',
  title: 'Fruits',
  description: 'Which fruits there are.',
  version: '1',
  schemas: { Basket: basket, Fruit: fruit },
  routes: [
    {
      method: 'get',
      path: '/v1/baskets/{name}',
      operationId: 'getBasket',
      summary: 'One basket',
      permission: 'fruits.read',
      parameters: z.object({ name: z.string().describe('Its name.') }),
      query: z.object({ limit: z.number().int().max(9).default(3) }),
      response: { status: 200, description: 'The basket.', schema: basket },
    },
    {
      method: 'post',
      path: '/v1/baskets/{name}',
      operationId: 'fillBasket',
      summary: 'Put a fruit in',
      permission: 'fruits.write',
      parameters: z.object({ name: z.string() }),
      body: fruit,
      response: { status: 204, description: 'It is in.' },
      failures: { 409: 'The basket is full.' },
    },
    {
      method: 'post',
      path: '/v1/baskets/{name}/events',
      operationId: 'followBasket',
      summary: 'What becomes of a basket',
      permission: 'fruits.read',
      parameters: z.object({ name: z.string() }),
      body: z.object({ since: z.string().optional() }),
      response: {
        status: 200,
        description: 'Server-sent events.',
        mediaType: 'text/event-stream',
      },
    },
  ],
});

describe('createOpenApiDocument', () => {
  it('tells every route with its parameters, its permission and its answers', () => {
    expect(document).toMatchObject({
      openapi: '3.1.0',
      servers: [{ url: '/api/fruits' }],
      security: [{ backstageToken: [] }],
    });
    const { get, post } = document.paths['/v1/baskets/{name}'];
    expect(get).toMatchObject({
      operationId: 'getBasket',
      'x-permission': 'fruits.read',
      parameters: [
        {
          name: 'name',
          in: 'path',
          required: true,
          description: 'Its name.',
          schema: { type: 'string' },
        },
        {
          name: 'limit',
          in: 'query',
          required: false,
          schema: { type: 'integer', maximum: 9, default: 3 },
        },
      ],
    });
    expect(Object.keys(get.responses)).toEqual([
      '200',
      '400',
      '401',
      '403',
      '404',
      '503',
    ]);
    expect(get.responses[200]).toMatchObject({
      content: {
        'application/json': {
          schema: { $ref: '#/components/schemas/Basket' },
        },
      },
    });
    expect(post.responses[204]).toEqual({ description: 'It is in.' });
    expect(Object.keys(post.responses)).toEqual([
      '204',
      '400',
      '401',
      '403',
      '404',
      '409',
      '503',
    ]);
    expect(post.responses[409]).toMatchObject({
      description: 'The basket is full.',
      content: {
        'application/json': { schema: { $ref: '#/components/schemas/Error' } },
      },
    });
    expect(post.requestBody).toMatchObject({
      required: true,
      content: {
        'application/json': { schema: { $ref: '#/components/schemas/Fruit' } },
      },
    });
  });

  it('tells streams, and bodies that may be left out', () => {
    const { post } = document.paths['/v1/baskets/{name}/events'];
    expect(post.responses[200]).toEqual({
      description: 'Server-sent events.',
      content: { 'text/event-stream': { schema: { type: 'string' } } },
    });
    expect(post.requestBody).toMatchObject({ required: false });
  });

  it('tells a named schema once and refers to it from others', () => {
    expect(document.components.schemas).toMatchObject({
      Basket: {
        properties: {
          items: { items: { $ref: '#/components/schemas/Fruit' } },
        },
      },
      Fruit: {
        type: 'object',
        required: ['name', 'colour'],
        properties: { colour: { type: ['string', 'null'] } },
      },
    });
    expect(JSON.stringify(document)).not.toContain('#/definitions');
  });
});
