import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';
import { parseInput } from '@golden-path/plugin-platform-node';
import { entityPathSchema } from '../requestSchemas';

/** How an action is told an entity. */
export const entityRefInput = z
  .string()
  .max(200)
  .describe(
    'The catalog entity, for example component:default/order-service; a name alone means a component in the namespace default.',
  );

/** Reads the reference of an entity; throws an `InputError` for what is none. */
export function readEntityRef(text: string): string {
  return stringifyEntityRef(parseInput(entityPathSchema, parse(text)));
}

function parse(text: string) {
  try {
    return parseEntityRef(text, {
      defaultKind: 'component',
      defaultNamespace: 'default',
    });
  } catch (error) {
    throw new InputError(
      `'${text.slice(
        0,
        80,
      )}' is no reference of an entity: write for example component:default/order-service`,
      error,
    );
  }
}
