import type { Application, SyncOperation } from './application.ts';
import { revisionsOf } from './applicationSources.ts';
import { attemptedSync } from './attemptedSync.ts';
import { groupOf, type ComparedResource } from './comparison.ts';
import { isAutomated } from './isAutomated.ts';
import { isOver } from './operationStep.ts';

/** So long a sync's effects may take to show before the next one heals what still differs. */
const selfHealAfter = 5000;
const defaultRetries = 5;

function mayHeal(application: Application, now: Date): boolean {
  const state = application.status?.operationState;
  const finished = Date.parse(state?.finishedAt ?? state?.startedAt ?? '');
  return (
    application.spec.syncPolicy?.automated?.selfHeal === true &&
    now.getTime() - finished >= selfHealAfter
  );
}

/**
 * The sync that the policy of an application asks for, if any. A commit that failed is not tried again; one that was
 * synced is only where the application heals itself, and then only what differs is.
 * @see https://github.com/argoproj/argo-cd/blob/v3.5.1/controller/appcontroller.go (autoSync)
 */
export function automatedSync(options: {
  application: Application;
  compared: readonly ComparedResource[];
  /** One per source. */
  commits: readonly string[];
  now: Date;
}): SyncOperation | undefined {
  const { application, compared, commits, now } = options;
  const { syncPolicy } = application.spec;
  const state = application.status?.operationState;
  if (
    !isAutomated(application) ||
    application.operation ||
    (state && !isOver(state.phase))
  ) {
    return undefined;
  }
  const prune = syncPolicy?.automated?.prune ?? false;
  const different = compared.filter(({ status }) => status === 'OutOfSync');
  const differs = different.some(
    ({ requiresPruning }) => prune || !requiresPruning,
  );
  const attempted = attemptedSync(application, commits);
  if (
    !differs ||
    attempted === 'Failed' ||
    (attempted === 'Succeeded' && !mayHeal(application, now))
  ) {
    return undefined;
  }
  return {
    initiatedBy: { automated: true },
    retry: syncPolicy?.retry ?? { limit: defaultRetries },
    sync: {
      ...revisionsOf(application.spec, commits),
      prune,
      ...(syncPolicy?.syncOptions
        ? { syncOptions: syncPolicy.syncOptions }
        : {}),
      ...(attempted ? { resources: different.map(resourceOf) } : {}),
    },
  };
}

function resourceOf({ reference }: ComparedResource) {
  const { apiVersion, kind, name } = reference;
  return { group: groupOf(apiVersion), kind, name };
}
