import type { Risk } from './planSchema';
import type { OperationStatus } from './schema';

/** What may still happen in a status. */
export interface StatusRule {
  /** For people, as in `Waiting for approval`. */
  readonly title: string;
  /** Whether nothing more will happen by itself. */
  readonly isOver: boolean;
  /** Whether it holds its target, so that no other operation may change it. */
  readonly holdsTarget: boolean;
}

/** Each status in one row. */
export const statusRules = {
  // What waits for days must not keep a roll-back away; its plan is checked again when it is approved.
  waiting: { title: 'Waiting for approval', isOver: false, holdsTarget: false },
  accepted: { title: 'Starting', isOver: false, holdsTarget: true },
  running: { title: 'Running', isOver: false, holdsTarget: true },
  succeeded: { title: 'Succeeded', isOver: true, holdsTarget: false },
  failed: { title: 'Failed', isOver: true, holdsTarget: false },
  cancelled: { title: 'Cancelled', isOver: true, holdsTarget: false },
  denied: { title: 'Denied', isOver: true, holdsTarget: false },
  expired: { title: 'Expired', isOver: true, holdsTarget: false },
} as const satisfies Record<OperationStatus, StatusRule>;

/** The risks, in words for people. */
export const riskTitles = {
  low: 'Low risk',
  medium: 'Medium risk',
  high: 'High risk',
} as const satisfies Record<Risk, string>;

/** Whether nothing more will happen to an operation by itself. */
export function isOver(status: OperationStatus): boolean {
  return statusRules[status].isOver;
}
