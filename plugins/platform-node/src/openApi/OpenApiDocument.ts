import type { z } from 'zod/v3';

/** One route of a plugin, told by the schemas that check it. */
export interface RouteDescription {
  method: 'get' | 'post' | 'put' | 'patch' | 'delete';
  /** Below the plugin's address, with parameters as `{name}`. */
  path: string;
  operationId: string;
  summary: string;
  description?: string;
  /** The name of the permission that decides. */
  permission: string;
  /** What is in the path. */
  parameters?: z.ZodObject<z.ZodRawShape>;
  /** What is behind the question mark. */
  query?: z.ZodObject<z.ZodRawShape>;
  /** What is sent. Where everything in it is optional, it may be left out. */
  body?: z.ZodTypeAny;
  response: {
    status: number;
    description: string;
    schema?: z.ZodTypeAny;
    /** `application/json` without it. What is in a stream, the description tells. */
    mediaType?: 'text/event-stream';
  };
  /** What this route may answer besides what every route may, by status. */
  failures?: Readonly<Record<number, string>>;
}

/** A parameter of an operation. */
export interface OpenApiParameter {
  name: string;
  in: 'path' | 'query';
  required: boolean;
  description?: string;
  schema: object;
}

/** An operation of a path. */
export interface OpenApiOperation {
  operationId: string;
  summary: string;
  description?: string;
  /** Not a word of OpenAPI: the permission that decides. */
  'x-permission': string;
  parameters: OpenApiParameter[];
  requestBody?: object;
  responses: Record<string, object>;
}

/** The parts of an OpenAPI 3.1 document that the portal uses. https://spec.openapis.org/oas/v3.1.1.html */
export interface OpenApiDocument {
  openapi: '3.1.0';
  info: {
    title: string;
    description: string;
    version: string;
    license: { name: string; identifier: string };
  };
  servers: { url: string }[];
  security: Record<string, string[]>[];
  paths: Record<string, Record<string, OpenApiOperation>>;
  components: {
    securitySchemes: Record<string, object>;
    schemas: Record<string, object>;
  };
}
