import type { Application, HistoryEntry } from './application.ts';
import { deployedRevision, sourcesOf } from './applicationSources.ts';
import { timestamp } from './applicationStatus.ts';
import type { LoggedCommit } from './GitRepositories.ts';
import { isAutomated } from './isAutomated.ts';

/** How long a deployment of which only Git tells is taken to have lasted. */
const deploymentMilliseconds = 21_000;

/**
 * The deployments that Git tells of and that were before this Argo CD was there, oldest first: each change of the folder
 * of an application was one. The newest is left out, as it is about to be deployed.
 */
export function deploymentHistory(
  application: Application,
  commits: readonly LoggedCommit[],
): HistoryEntry[] {
  const { spec } = application;
  return commits
    .slice(1)
    .toReversed()
    .map(({ id, date, authorEmail }, index) => ({
      id: index,
      ...deployedRevision(
        spec,
        sourcesOf(spec).map(() => id),
      ),
      deployStartedAt: timestamp(date),
      deployedAt: timestamp(new Date(date.getTime() + deploymentMilliseconds)),
      initiatedBy: isAutomated(application)
        ? { automated: true }
        : { username: authorEmail.replace(/@.*/, '') },
    }));
}
