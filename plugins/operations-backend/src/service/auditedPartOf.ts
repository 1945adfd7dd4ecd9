import type { RunRequest } from './newOperationRow';

/** What the audit log keeps of a request, whatever it is for. */
export function auditedPartOf({
  planHash,
  surface,
  reason,
  breakFreeze,
}: RunRequest) {
  return {
    planHash,
    surface,
    reason,
    // Only said where somebody wants it.
    breakFreeze: breakFreeze || undefined,
  };
}
