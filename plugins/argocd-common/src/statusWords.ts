import type { HealthStatusName, SyncStatusName } from './schema';

/** The words for the states of Argo CD, the same on every surface, and how bad a state is (0 is good). */
export const statusWords = {
  // https://argo-cd.readthedocs.io/en/stable/operator-manual/health/
  health: {
    Healthy: {
      label: 'Healthy',
      meaning: 'Everything it consists of works.',
      severity: 0,
    },
    Progressing: {
      label: 'Progressing',
      meaning: 'Not healthy yet, but may still become so.',
      severity: 1,
    },
    Suspended: {
      label: 'Paused',
      meaning: 'It waits for something, for example a paused rollout.',
      severity: 2,
    },
    Unknown: {
      label: 'Unknown',
      meaning: 'Argo CD could not tell its health.',
      severity: 3,
    },
    Missing: {
      label: 'Missing',
      meaning: 'It is not in the cluster.',
      severity: 4,
    },
    Degraded: {
      label: 'Degraded',
      meaning: 'Something failed, or did not become healthy in time.',
      severity: 5,
    },
  } satisfies Record<HealthStatusName, StatusWord>,
  sync: {
    Synced: {
      label: 'Synced',
      meaning: 'The cluster runs what Git says.',
      severity: 0,
    },
    Unknown: {
      label: 'Sync unknown',
      meaning: 'Argo CD could not compare the cluster with Git.',
      severity: 1,
    },
    OutOfSync: {
      label: 'Out of sync',
      meaning: 'The cluster differs from what Git says.',
      severity: 2,
    },
  } satisfies Record<SyncStatusName, StatusWord>,
};

/** How people are told a state. */
export interface StatusWord {
  label: string;
  meaning: string;
  severity: number;
}
