import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import {
  fleetQuerySchema,
  maximumEntitiesPerRequest,
} from '@golden-path/plugin-argocd-common';
import { z } from 'zod/v3';

const part = z
  .string()
  .max(63)
  .regex(
    /^[A-Za-z0-9]([A-Za-z0-9._-]*[A-Za-z0-9])?$/,
    'expected letters, digits, and - _ . in between, at most 63',
  );

/** The entity in the path of a request. */
export const entityPathSchema = z.object({
  namespace: part,
  kind: part,
  name: part,
});

/** How the path of a request names a deployment. Applications are named like all objects of Kubernetes. */
export const deploymentParametersSchema = z.object({
  instance: part,
  applicationNamespace: part,
  application: z
    .string()
    .max(253)
    .regex(
      /^[a-z0-9]([a-z0-9-]*[a-z0-9])?(\.[a-z0-9]([a-z0-9-]*[a-z0-9])?)*$/,
      'expected the name of an Argo CD application: lowercase letters, digits, and - . in between, at most 253',
    ),
});

/** The deployment in the path of a request. */
export const deploymentPathSchema = deploymentParametersSchema.transform(
  ({ instance, applicationNamespace, application }) => ({
    instance,
    namespace: applicationNamespace,
    name: application,
  }),
);

const fullEntityRef = z
  .string()
  .max(200)
  .regex(
    /^[^:/]+:[^:/]+\/[^:/]+$/,
    'expected full entity references such as component:default/order-service',
  )
  .transform(text => parseEntityRef(text))
  .pipe(entityPathSchema)
  .transform(entity => stringifyEntityRef(entity));

const list = z.union([
  z.array(z.string()),
  z.string().transform(text => [text]),
]);

/** The entities in the query of a request, once each. */
export const entitiesQuerySchema = z.strictObject({
  entityRef: list
    .pipe(z.array(fullEntityRef).min(1).max(maximumEntitiesPerRequest))
    .transform(entityRefs => [...new Set(entityRefs)]),
});

const { shape } = fleetQuerySchema;

/** The filters in the query of a request, as they are written. A filter that may have several values is repeated. */
export const fleetParametersSchema = z.strictObject({
  entityRef: fullEntityRef.optional(),
  owner: list.pipe(z.array(fullEntityRef).max(200)).optional(),
  environment: list.pipe(z.array(part).max(50)).optional(),
  sync: list.pipe(shape.sync).optional(),
  health: list.pipe(shape.health).optional(),
  text: z
    .string()
    .regex(/^\P{Cc}*$/u, 'expected no control characters')
    .optional(),
  needsAttention: z
    .enum(['true', 'false'])
    .transform(text => text === 'true')
    .optional(),
  orderBy: shape.orderBy.optional(),
  limit: z
    .string()
    .regex(/^\d{1,3}$/, 'expected a number')
    .transform(Number)
    .optional(),
  cursor: shape.cursor,
});

/** The filters in the query of a request, with everything filled in. */
export const fleetRequestSchema = fleetParametersSchema.pipe(fleetQuerySchema);
