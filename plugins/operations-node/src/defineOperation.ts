import type { JsonObject } from '@backstage/types';
import type {
  AnyOperationDefinition,
  InputSchema,
  OperationDefinition,
} from './OperationDefinition';

/**
 * Defines a kind of operation: what it does to which target, for whom, in which phases, and how it is undone.
 *
 * @returns the definition, to be given to {@link operationsExtensionPoint}
 */
export function defineOperation<
  TSchema extends InputSchema,
  TDetails extends JsonObject,
  TUndoDetails extends JsonObject = JsonObject,
>(
  definition: OperationDefinition<TSchema, TDetails, TUndoDetails>,
): AnyOperationDefinition {
  // The engine gives to a definition only what its own schema, plan and phases have produced.
  return definition as unknown as AnyOperationDefinition;
}
