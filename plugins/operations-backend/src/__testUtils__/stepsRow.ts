import type { Plan } from '@golden-path/plugin-operations-common';
import type { OperationRow } from '../database/OperationRow';
import type { EngineRequest } from './engineMessages';
import { stepNames } from './stepsOperation';

type Accepted = Extract<EngineRequest, { type: 'accept' }>;

/** The row of an operation that takes steps, as the service makes it. */
export function stepsRow(
  { id, version, hold, fails, undoes }: Accepted,
  executorId: string,
): { readonly row: OperationRow; readonly plan: Plan } {
  const plan: Plan = {
    kind: 'steps',
    title: 'Steps',
    summary: 'Steps are taken.',
    risk: 'low',
    target: { key: id, title: id, environment: null },
    changes: [],
    files: [],
    warnings: [],
    phases: stepNames(version, undoes !== null).map(name => ({
      name,
      title: `Step ${name}`,
    })),
    onFailure: '',
    undo: { possible: false, description: '' },
    approvals: [],
    input: {},
    blockers: [],
    hash: 'hash',
    plannedAt: new Date().toISOString(),
  };
  return {
    plan,
    row: {
      id,
      kind: 'steps',
      version,
      title: 'Steps',
      risk: 'low',
      entityRef: null,
      ownerRef: 'group:default/team',
      targetKey: id,
      target: plan.target,
      environment: null,
      status: 'accepted',
      requestedBy: 'user:default/ana',
      surface: 'api',
      reason: null,
      brokeFreeze: false,
      idempotencyKey: id,
      requestHash: id,
      input: {},
      plan,
      details: { hold, fails },
      planHash: 'hash',
      result: null,
      problem: null,
      undoes,
      round: 1,
      attempt: 1,
      cancelledBy: null,
      executorId,
      epoch: 1,
      revision: 1,
      requestedAt: new Date(),
      expiresAt: null,
      startedAt: null,
      finishedAt: null,
    },
  };
}
