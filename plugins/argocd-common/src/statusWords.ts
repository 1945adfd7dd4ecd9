import type {
  AnalysisPhase,
  HealthStatusName,
  Operation,
  RolloutPhase,
  SyncStatusName,
} from './schema';

/** The words for the states of Argo CD and Argo Rollouts, the same on every surface, and how bad a state is (0 is good). */
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
  // https://argo-rollouts.readthedocs.io/en/stable/features/specification/
  rollout: {
    Healthy: {
      label: 'Rolled out',
      meaning: 'All traffic goes to the new version.',
      severity: 0,
    },
    Progressing: {
      label: 'Rolling out',
      meaning: 'The new version takes over step by step.',
      severity: 1,
    },
    Paused: {
      label: 'Paused',
      meaning:
        'The new version waits for a time, or until somebody promotes it.',
      severity: 2,
    },
    Unknown: {
      label: 'Unknown',
      meaning: 'Argo Rollouts has not said yet how far it is.',
      severity: 3,
    },
    Degraded: {
      label: 'Failed',
      meaning: 'The new version was given up, or did not become ready in time.',
      severity: 5,
    },
  } satisfies Record<RolloutPhase, StatusWord>,
  // https://argo-cd.readthedocs.io/en/stable/user-guide/sync_options/
  operation: {
    Succeeded: {
      label: 'Applied',
      meaning: 'What Git says was applied to the cluster.',
      severity: 0,
    },
    Running: {
      label: 'Syncing',
      meaning: 'What Git says is being applied to the cluster.',
      severity: 1,
    },
    Terminating: {
      label: 'Stopping',
      meaning: 'Somebody stops the sync.',
      severity: 2,
    },
    Failed: {
      label: 'Sync failed',
      meaning: 'The cluster did not take what Git says.',
      severity: 5,
    },
    Error: {
      label: 'Sync failed',
      meaning: 'Argo CD could not apply what Git says.',
      severity: 5,
    },
  } satisfies Record<Operation['phase'], StatusWord>,
  // https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
  analysis: {
    Successful: {
      label: 'Passed',
      meaning: 'What was measured is good enough.',
      severity: 0,
    },
    Pending: {
      label: 'Not started',
      meaning: 'Nothing was measured yet.',
      severity: 1,
    },
    Running: {
      label: 'Measuring',
      meaning: 'It is still being measured.',
      severity: 1,
    },
    Inconclusive: {
      label: 'Inconclusive',
      meaning:
        'The figures tell neither success nor failure: somebody decides.',
      severity: 3,
    },
    Failed: {
      label: 'Failed',
      meaning: 'What was measured is not good enough.',
      severity: 5,
    },
    Error: {
      label: 'Not measured',
      meaning: 'The figures could not be had.',
      severity: 5,
    },
  } satisfies Record<AnalysisPhase, StatusWord>,
};

/** How people are told a state. */
export interface StatusWord {
  label: string;
  meaning: string;
  severity: number;
}
