import type { ParsedOperationRequest } from '@golden-path/plugin-operations-common';
import { randomUUID } from 'node:crypto';
import type { OperationRow } from '../database/OperationRow';
import type { FullPlan } from './Planner';

/** What an operation is asked for with, whatever it is. */
export type RunRequest = Pick<
  ParsedOperationRequest,
  'planHash' | 'idempotencyKey' | 'reason' | 'surface' | 'breakFreeze'
>;

/** What a new operation comes from. */
export interface NewOperation {
  readonly full: FullPlan;
  readonly request: RunRequest;
  readonly requestedBy: string;
  readonly requestHash: string;
  readonly undoes?: string;
  /** The process that accepts it. */
  readonly executorId: string;
  readonly approvalExpiryHours: number;
  readonly now: Date;
}

/** The row of a new operation: accepted, or waiting where somebody has to approve it. */
export function newOperationRow(operation: NewOperation): OperationRow {
  const { full, request, requestedBy, requestHash, undoes = null } = operation;
  const { executorId, approvalExpiryHours, now } = operation;
  const { plan, details, input, version } = full;

  const isWaiting = plan.approvals.length > 0;
  return {
    id: randomUUID(),
    kind: plan.kind,
    version,
    title: plan.title,
    risk: plan.risk,
    entityRef: plan.entityRef ?? null,
    ownerRef: plan.ownerRef ?? null,
    targetKey: plan.target.key,
    target: plan.target,
    environment: plan.target.environment,
    status: isWaiting ? 'waiting' : 'accepted',
    requestedBy,
    surface: request.surface,
    reason: request.reason || null,
    brokeFreeze: plan.blockers.some(({ type }) => type === 'freeze'),
    idempotencyKey: request.idempotencyKey,
    requestHash,
    input,
    plan,
    details,
    planHash: plan.hash,
    result: null,
    problem: null,
    undoes,
    round: 1,
    attempt: 1,
    cancelledBy: null,
    executorId: isWaiting ? null : executorId,
    epoch: 1,
    revision: 1,
    requestedAt: now,
    expiresAt: isWaiting
      ? new Date(now.getTime() + approvalExpiryHours * 3_600_000)
      : null,
    startedAt: null,
    finishedAt: null,
  };
}
