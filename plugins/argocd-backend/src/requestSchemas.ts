import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { maximumEntitiesPerRequest } from '@golden-path/plugin-argocd-common';
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

const fullEntityRef = z
  .string()
  .regex(
    /^[^:/]+:[^:/]+\/[^:/]+$/,
    'expected full entity references such as component:default/order-service',
  )
  .transform(text => parseEntityRef(text))
  .pipe(entityPathSchema)
  .transform(entity => stringifyEntityRef(entity));

/** The entities in the query of a request, once each. */
export const entitiesQuerySchema = z.object({
  entityRef: z
    .union([z.array(z.string()), z.string().transform(text => [text])])
    .pipe(z.array(fullEntityRef).min(1).max(maximumEntitiesPerRequest))
    .transform(entityRefs => [...new Set(entityRefs)]),
});
