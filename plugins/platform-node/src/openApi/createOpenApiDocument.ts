import { z } from 'zod/v3';
import { zodToJsonSchema } from 'zod-to-json-schema';
import type {
  OpenApiDocument,
  OpenApiOperation,
  OpenApiParameter,
  RouteDescription,
} from './OpenApiDocument';

/** Options of {@link createOpenApiDocument}. */
export interface OpenApiDocumentOptions {
  /** The id of the plugin: its routes are below `/api/<id>`. */
  pluginId: string;
  title: string;
  description: string;
  version: string;
  routes: readonly RouteDescription[];
  /** Schemas that are told once, by the name under which others refer to them. */
  schemas: Readonly<Record<string, z.ZodTypeAny>>;
}

const apacheLicense = { name: 'Apache-2.0', identifier: 'Apache-2.0' };

const errorSchema = {
  type: 'object',
  required: ['error'],
  properties: {
    error: {
      type: 'object',
      required: ['name', 'message'],
      properties: { name: { type: 'string' }, message: { type: 'string' } },
    },
  },
};

/** What every route may answer, whoever asks. https://github.com/backstage/backstage/tree/master/packages/errors */
const failures: Readonly<Record<string, string>> = {
  400: 'The request is not valid; the message names everything that is wrong with it.',
  401: 'Nobody is signed in, or the token is not valid.',
  403: 'The caller may not do this; the message says who may.',
  404: 'There is no such thing, or the caller may not see it.',
  503: 'Something that this needs does not answer at present.',
};

/** Makes an OpenAPI 3.1 document from the contracts that the routes are checked by, so that it cannot differ from them. */
export function createOpenApiDocument(
  options: OpenApiDocumentOptions,
): OpenApiDocument {
  const { title, description, version, pluginId, routes, schemas } = options;
  const paths: OpenApiDocument['paths'] = {};
  for (const route of routes) {
    paths[route.path] = {
      ...paths[route.path],
      [route.method]: operationOf(route, schemas),
    };
  }
  return {
    openapi: '3.1.0',
    info: { title, description, version, license: apacheLicense },
    servers: [{ url: `/api/${pluginId}` }],
    security: [{ backstageToken: [] }],
    paths,
    components: {
      securitySchemes: {
        backstageToken: { type: 'http', scheme: 'bearer' },
      },
      schemas: { ...componentsOf(schemas), Error: errorSchema },
    },
  };
}

function operationOf(
  route: RouteDescription,
  schemas: OpenApiDocumentOptions['schemas'],
): OpenApiOperation {
  const { response, body } = route;
  return {
    operationId: route.operationId,
    summary: route.summary,
    description: route.description,
    'x-permission': route.permission,
    parameters: [
      ...parametersIn('path', route.parameters),
      ...parametersIn('query', route.query),
    ],
    ...(body && {
      requestBody: {
        required: !body.safeParse({}).success,
        content: contentOf(body, schemas),
      },
    }),
    responses: {
      [response.status]: {
        description: response.description,
        ...answerOf(response, schemas),
      },
      ...Object.fromEntries(
        Object.entries({ ...failures, ...route.failures }).map(
          ([status, meaning]) => [
            status,
            {
              description: meaning,
              content: {
                'application/json': {
                  schema: { $ref: '#/components/schemas/Error' },
                },
              },
            },
          ],
        ),
      ),
    },
  };
}

function answerOf(
  { schema, mediaType }: RouteDescription['response'],
  schemas: OpenApiDocumentOptions['schemas'],
) {
  if (mediaType) {
    // OpenAPI 3.1 has no words for what is in the events of a stream.
    return { content: { [mediaType]: { schema: { type: 'string' } } } };
  }
  return schema && { content: contentOf(schema, schemas) };
}

function parametersIn(
  place: OpenApiParameter['in'],
  schema: RouteDescription['query'],
): OpenApiParameter[] {
  return Object.entries(schema?.shape ?? {}).map(([name, part]) => ({
    name,
    in: place,
    required: !part.isOptional(),
    description: part.description,
    schema: jsonSchemaOf(part),
  }));
}

function contentOf(
  schema: z.ZodTypeAny,
  schemas: OpenApiDocumentOptions['schemas'],
) {
  const named = Object.entries(schemas).find(([, known]) => known === schema);
  return {
    'application/json': {
      schema: named
        ? { $ref: `#/components/schemas/${named[0]}` }
        : jsonSchemaOf(schema),
    },
  };
}

function jsonSchemaOf(schema: z.ZodTypeAny): object {
  const { $schema: _, ...jsonSchema } = zodToJsonSchema(schema, {
    target: 'jsonSchema2019-09',
    $refStrategy: 'none',
  });
  return jsonSchema;
}

const componentsSchema = z.object({
  schemas: z.record(z.object({}).passthrough()),
});

function componentsOf(
  schemas: OpenApiDocumentOptions['schemas'],
): Record<string, object> {
  // All in one call, so that each refers to the others by name; what the call itself is about does not matter.
  const document = zodToJsonSchema(z.never(), {
    target: 'jsonSchema2019-09',
    basePath: ['#', 'components'],
    definitionPath: 'schemas',
    definitions: { ...schemas },
  });
  return componentsSchema.parse(document).schemas;
}
