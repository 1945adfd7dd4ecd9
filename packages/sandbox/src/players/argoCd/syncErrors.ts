import type { Application, ApplicationCondition } from './application.ts';
import { attemptedSync } from './attemptedSync.ts';
import { isAutomated } from './isAutomated.ts';

/** Why an application that differs from Git is not synced by itself: the last attempt at these commits failed. */
export function syncErrors(
  application: Application,
  commits: readonly string[],
): ApplicationCondition[] {
  const isGivenUp =
    isAutomated(application) &&
    attemptedSync(application, commits) === 'Failed';
  const { message = '' } = application.status?.operationState ?? {};
  return isGivenUp
    ? [
        {
          type: 'SyncError',
          message: `Failed last sync attempt to [${commits.join(
            ' ',
          )}]: ${message}`,
        },
      ]
    : [];
}
