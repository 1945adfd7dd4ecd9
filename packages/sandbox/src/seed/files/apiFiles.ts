import type { ExampleApi, ExampleService } from '../exampleService.ts';
import { apiFileName } from './catalogInfo.ts';
import { yamlFile } from './yamlFile.ts';

function singular(plural: string): string {
  return plural.replace(/s$/, '');
}

function capitalised(word: string): string {
  return word.charAt(0).toUpperCase() + word.slice(1);
}

function reply(description: string, schema: object): object {
  return { description, content: { 'application/json': { schema } } };
}

function openApi(api: ExampleApi, version: string): object {
  const type = capitalised(singular(api.resource));
  const schema = { $ref: `#/components/schemas/${type}` };
  return {
    openapi: '3.0.0',
    info: { title: api.title, description: api.description, version },
    servers: [{ url: `https://api.acme.example/${api.resource}` }],
    paths: {
      [`/${api.resource}`]: {
        get: {
          operationId: `list${capitalised(api.resource)}`,
          summary: `Lists ${api.resource}, newest first`,
          responses: {
            200: reply(`The ${api.resource}`, { type: 'array', items: schema }),
          },
        },
        post: {
          operationId: `create${type}`,
          summary: `Creates one of the ${api.resource}`,
          requestBody: {
            required: true,
            content: { 'application/json': { schema } },
          },
          responses: {
            201: reply('What was created', schema),
            400: {
              description: 'The request breaks a rule; the body says which',
            },
          },
        },
      },
      [`/${api.resource}/{id}`]: {
        get: {
          operationId: `get${type}`,
          summary: `Gets one of the ${api.resource}`,
          parameters: [
            {
              name: 'id',
              in: 'path',
              required: true,
              schema: { type: 'string', format: 'uuid' },
            },
          ],
          responses: {
            200: reply('What was asked for', schema),
            404: { description: 'There is none with this id' },
          },
        },
      },
    },
    components: {
      schemas: {
        [type]: {
          type: 'object',
          required: ['id', 'status'],
          properties: {
            id: { type: 'string', format: 'uuid' },
            status: { type: 'string' },
            createdAt: { type: 'string', format: 'date-time' },
          },
        },
      },
    },
  };
}

function protocolBuffer(api: ExampleApi): string {
  const type = capitalised(singular(api.resource));
  return `syntax = "proto3";

package acme.${api.resource}.v1;

// ${api.description}
service ${type}Service {
  rpc Get${type}(Get${type}Request) returns (${type});
  rpc Reserve${type}(Reserve${type}Request) returns (${type});
}

message Get${type}Request {
  string id = 1;
}

message Reserve${type}Request {
  string id = 1;
  int32 quantity = 2;
}

message ${type} {
  string id = 1;
  int32 available = 2;
}
`;
}

/** The file that defines the API of a service, if its repository has one. */
export function apiFiles(
  service: ExampleService,
  version: string,
): Record<string, string> {
  const api = service.definesApi;
  if (!api) {
    return {};
  }
  return {
    [apiFileName(api)]:
      api.type === 'grpc'
        ? protocolBuffer(api)
        : yamlFile(openApi(api, version.replace(/^v/, ''))),
  };
}
