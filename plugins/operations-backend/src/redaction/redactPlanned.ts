import type { PlannedOperation } from '@golden-path/plugin-operations-node';
import { redactMessage } from '@golden-path/plugin-platform-node';
import { redactError } from './redactError';

/** A plan without what may be a credential, where it repeats what other systems say. */
export async function redactPlanned(
  planning: Promise<PlannedOperation>,
): Promise<PlannedOperation> {
  const planned = await planning.catch(error => {
    throw redactError(error);
  });
  const { confirmation, nothingToDo, warnings } = planned;
  return {
    ...planned,
    confirmation: confirmation.confirmed
      ? confirmation
      : { ...confirmation, reason: redactMessage(confirmation.reason) },
    nothingToDo: nothingToDo && redactMessage(nothingToDo),
    warnings: warnings?.map(warning => redactMessage(warning)),
  };
}
