import type { JsonObject } from '@backstage/types';
import type { PlanRequest } from '@golden-path/plugin-operations-common';
import type { AnyOperationDefinition } from '@golden-path/plugin-operations-node';
import { z } from 'zod/v3';
import { normalizeEntityRef } from '../service/normalizeEntityRef';

/** How an action is told an entity. */
export const entityRefInput = z
  .string()
  .min(1)
  .max(200)
  .describe(
    'The catalog entity, for example component:default/order-service; a name alone means a component in the namespace default.',
  );

const ownerRefInput = z
  .string()
  .min(1)
  .max(200)
  .describe(
    'The group that will own what is made, for example group:default/team-orders; one of the groups of the caller.',
  );

const fields = {
  entity: { entityRef: entityRefInput },
  owner: { ownerRef: ownerRefInput },
} satisfies Record<AnyOperationDefinition['subject'], z.ZodRawShape>;

/**
 * The input of an action for a kind of operation: what it is done to, the fields of the kind itself, and those of the
 * action. Throws where a kind has a field of the same name, which could never be given.
 */
export function actionInputOf(
  { kind, subject, input }: AnyOperationDefinition,
  ownFields: z.ZodRawShape = {},
): z.ZodObject<z.ZodRawShape> {
  const reserved = { ...fields[subject], ...ownFields };
  const taken = Object.keys(input.shape).filter(name => name in reserved);
  if (taken.length > 0) {
    throw new Error(
      `The input of the kind of operation '${kind}' must not have the fields ${taken.join(
        ', ',
      )}: actions have them already`,
    );
  }
  return z.object({ ...reserved, ...input.shape }).strict();
}

/** What an action was given, as the service takes it. */
export function planRequestOf(
  { kind, subject, input }: AnyOperationDefinition,
  given: JsonObject,
): PlanRequest & { input: JsonObject } {
  const own = Object.keys(input.shape).flatMap(name =>
    given[name] === undefined ? [] : [[name, given[name]]],
  );
  return { kind, ...subjectOf(subject, given), input: Object.fromEntries(own) };
}

function subjectOf(
  subject: AnyOperationDefinition['subject'],
  { entityRef, ownerRef }: JsonObject,
): Pick<PlanRequest, 'entityRef' | 'ownerRef'> {
  return subject === 'entity'
    ? { entityRef: normalizeEntityRef(String(entityRef), 'component') }
    : { ownerRef: normalizeEntityRef(String(ownerRef), 'group') };
}

/** The examples of a kind, with something that it is done to. */
export function actionExamplesOf(
  { subject, examples = [] }: AnyOperationDefinition,
  ownFields: JsonObject = {},
) {
  const done =
    subject === 'entity'
      ? { entityRef: 'component:default/order-service' }
      : { ownerRef: 'group:default/team-orders' };
  return examples.map(({ title, input }) => ({
    title,
    input: { ...done, ...input, ...ownFields },
  }));
}
