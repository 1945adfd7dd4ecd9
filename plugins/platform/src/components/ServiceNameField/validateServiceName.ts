import type { CustomFieldValidator } from '@backstage/plugin-scaffolder-react';
import { describeServiceNameProblem } from '@golden-path/plugin-platform-common';
import { platformApiRef } from '../../api';

/**
 * Keeps the wizard from going on with a name that is not valid or taken. Where that cannot be found out it goes on:
 * the run looks again before it makes anything.
 */
export const validateServiceName: CustomFieldValidator<string> = async (
  name,
  validation,
  { apiHolder },
) => {
  const problem = describeServiceNameProblem(name ?? '');
  if (problem) {
    validation.addError(problem);
    return;
  }
  const availability = await apiHolder
    .get(platformApiRef)
    ?.getNameAvailability(name)
    // The field shows why there was no answer.
    .catch(() => undefined);
  availability?.checks
    .filter(({ status }) => status === 'taken')
    .forEach(({ message }) => validation.addError(message));
};
