import type { PhaseStatus } from '@golden-path/plugin-operations-common';

/** The word for where a phase stands. */
export const phaseWords = {
  pending: 'Not started',
  running: 'Running',
  succeeded: 'Done',
  failed: 'Failed',
  cancelled: 'Cancelled',
} as const satisfies Record<PhaseStatus, string>;
