import {
  healthStatusSchema,
  operationPhaseSchema,
  syncStatusSchema,
  type HealthStatusName,
  type Operation,
  type SyncStatusName,
} from '@golden-path/plugin-argocd-common';

// Made once: a schema costs more to make than thousands of words to read.
const health = healthStatusSchema.catch('Unknown');
const sync = syncStatusSchema.catch('Unknown');
const phase = operationPhaseSchema.catch('Running');

/** A health word of Argo CD; one that is not known is `Unknown`. */
export function knownHealth(word: string | undefined): HealthStatusName {
  return health.parse(word);
}

/** A sync word of Argo CD; one that is not known is `Unknown`. */
export function knownSync(word: string | undefined): SyncStatusName {
  return sync.parse(word);
}

/** A phase of an operation; one that is not known is `Running`. */
export function knownPhase(word: string): Operation['phase'] {
  return phase.parse(word);
}
