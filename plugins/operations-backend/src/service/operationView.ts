import {
  operationSchema,
  type Operation,
  type OperationSummary,
} from '@golden-path/plugin-operations-common';
import type { StoredOperation } from '../database/OperationRow';

/** An operation as lists show it. */
export function summaryOf({
  row,
  phases,
  decisions,
  undoneBy,
}: StoredOperation): OperationSummary {
  const current =
    phases.find(({ status }) => status !== 'succeeded') ?? phases.at(-1);
  const given = decisions.filter(
    ({ round, decision }) => round === row.round && decision === 'approve',
  ).length;
  const required = row.plan.approvals.reduce(
    (sum, approval) => sum + approval.required,
    0,
  );
  return {
    id: row.id,
    kind: row.kind,
    title: row.title,
    risk: row.risk,
    entityRef: row.entityRef ?? undefined,
    ownerRef: row.ownerRef ?? undefined,
    target: row.target,
    status: row.status,
    requestedBy: row.requestedBy,
    surface: row.surface,
    reason: row.reason ?? undefined,
    brokeFreeze: row.brokeFreeze,
    requestedAt: row.requestedAt.toISOString(),
    startedAt: row.startedAt?.toISOString(),
    finishedAt: row.finishedAt?.toISOString(),
    expiresAt:
      row.status === 'waiting' ? row.expiresAt?.toISOString() : undefined,
    progress: {
      done: phases.filter(({ status }) => status === 'succeeded').length,
      total: phases.length,
      current: row.status === 'waiting' ? undefined : current?.title,
      message: current?.message ?? undefined,
    },
    approval: required > 0 ? { given, required } : undefined,
    undoes: row.undoes ?? undefined,
    undoneBy,
    revision: row.revision,
  };
}

/** Everything about an operation, but nothing that only the engine needs. */
export function operationOf(
  stored: StoredOperation,
  abilities: Operation['abilities'],
): Operation {
  const { row, phases, decisions } = stored;
  return operationSchema.parse({
    ...summaryOf(stored),
    plan: row.plan,
    phases: phases.map(phase => ({
      name: phase.name,
      title: phase.title,
      status: phase.status,
      startedAt: phase.startedAt?.toISOString(),
      finishedAt: phase.finishedAt?.toISOString(),
      message: phase.message ?? undefined,
      links: phase.links,
    })),
    decisions: decisions.map(decision => ({
      by: decision.decidedBy,
      decision: decision.decision,
      reason: decision.reason ?? undefined,
      decidedAt: decision.decidedAt.toISOString(),
      surface: decision.surface,
      counts: decision.round === row.round,
    })),
    result: row.result ?? undefined,
    problem: row.problem ?? undefined,
    abilities,
  } satisfies Operation);
}
