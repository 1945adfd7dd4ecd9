import {
  operationsQuerySchema,
  operationStatusSchema,
} from '@golden-path/plugin-operations-common';
import { z } from 'zod/v3';

/** The operation in the path of a request. */
export const operationPathSchema = z.object({
  id: z.string().uuid('expected the id of an operation'),
});

const list = z.union([
  z.array(z.string()),
  z.string().transform(text => [text]),
]);

const { shape } = operationsQuerySchema;

/** The filters in the query of a request, as they are written. A filter that may have several values is repeated. */
export const operationsParametersSchema = z.strictObject({
  entityRef: list.pipe(shape.entityRef).optional(),
  kind: list.pipe(shape.kind).optional(),
  status: list.pipe(z.array(operationStatusSchema).max(8)).optional(),
  environment: list.pipe(shape.environment).optional(),
  requestedBy: list.pipe(shape.requestedBy).optional(),
  text: z
    .string()
    .regex(/^\P{Cc}*$/u, 'expected no control characters')
    .optional(),
  decidable: z
    .enum(['true', 'false'])
    .transform(text => text === 'true')
    .optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'expected a number')
    .transform(Number)
    .optional(),
  cursor: shape.cursor,
});

/** The filters in the query of a request, with everything filled in. */
export const operationsRequestSchema = operationsParametersSchema.pipe(
  operationsQuerySchema,
);
