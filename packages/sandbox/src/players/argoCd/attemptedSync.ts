import { isDeepStrictEqual } from 'node:util';
import type { Application } from './application.ts';
import { isOver } from './operationStep.ts';

/** How the last operation left an application that is at these commits: undefined where it was about others. */
export function attemptedSync(
  { status }: Application,
  commits: readonly string[],
): 'Succeeded' | 'Failed' | undefined {
  const { phase, syncResult } = status?.operationState ?? {};
  const { revision, revisions = [revision] } = syncResult ?? {};
  if (!phase || !isOver(phase)) {
    return undefined;
  }
  // One that ended without a result is not repeated: it is not known what it was about.
  if (syncResult && !isDeepStrictEqual(revisions, commits)) {
    return undefined;
  }
  return phase === 'Succeeded' ? 'Succeeded' : 'Failed';
}
