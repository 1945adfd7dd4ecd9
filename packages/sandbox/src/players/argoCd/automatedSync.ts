import { isDeepStrictEqual } from 'node:util';
import type {
  Application,
  OperationState,
  SyncOperation,
} from './application.ts';
import { revisionsOf } from './applicationSources.ts';
import type { ComparedResource } from './comparison.ts';

/** So long a sync's effects may take to show before the next one heals what still differs. */
const selfHealAfter = 5000;

/** Whether a sync of this commit may be repeated by itself. */
function mayRepeat(
  state: OperationState,
  options: { selfHeal: boolean; now: Date },
): boolean {
  const finished = Date.parse(state.finishedAt ?? state.startedAt);
  return (
    options.selfHeal &&
    state.phase === 'Succeeded' &&
    options.now.getTime() - finished >= selfHealAfter
  );
}

/**
 * The sync that the policy of an application asks for, if any. A commit that failed is not tried again; one that was
 * synced is only where the application heals itself.
 */
export function automatedSync(options: {
  application: Application;
  compared: readonly ComparedResource[];
  /** One per source. */
  commits: readonly string[];
  now: Date;
}): SyncOperation | undefined {
  const { application, compared, commits, now } = options;
  const policy = application.spec.syncPolicy?.automated;
  if (!policy || policy.enabled === false) {
    return undefined;
  }
  const prune = policy.prune ?? false;
  const differs = compared.some(
    resource =>
      resource.status === 'OutOfSync' && (prune || !resource.requiresPruning),
  );
  const state = application.status?.operationState;
  const selfHeal = policy.selfHeal ?? false;
  const { revision, revisions = [revision] } = state?.syncResult ?? {};
  const isRepeated = isDeepStrictEqual(revisions, commits);
  if (
    !differs ||
    (isRepeated && state && !mayRepeat(state, { selfHeal, now }))
  ) {
    return undefined;
  }
  return {
    initiatedBy: { automated: true },
    sync: { ...revisionsOf(application.spec, commits), prune },
  };
}
