import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type { ParsedDecisionRequest } from '@golden-path/plugin-operations-common';
import {
  isApproved,
  mayApprove,
  type Approval,
} from '../approvals/approvalState';
import type { ApprovalNotifier } from '../approvals/ApprovalNotifier';
import type { DecisionRow, OperationRow } from '../database/OperationRow';
import type { OperationsStore } from '../database/OperationsStore';
import type { OperationsEngine } from '../engine/OperationsEngine';
import type { ChangeFeed } from './ChangeFeed';
import type { Memberships } from './Memberships';
import type { FullPlan, Planner, PlanSubject } from './Planner';
import { refuseBlocked } from './planRules';

/** Options of {@link Decisions.create}. */
export interface DecisionsOptions {
  readonly approvalExpiryHours: number;
  readonly changes: ChangeFeed;
  readonly engine: OperationsEngine;
  readonly memberships: Memberships;
  readonly notifier: ApprovalNotifier;
  readonly operations: OperationsStore;
  readonly planner: Planner;
  readonly now?: () => Date;
}

/** A decision of a person. */
export interface DecisionOf {
  readonly row: OperationRow;
  /** Entity reference of the person who decides. */
  readonly by: string;
  readonly request: ParsedDecisionRequest;
}

/** Approves and denies operations that wait. */
export class Decisions {
  readonly #options: DecisionsOptions;
  readonly #now: () => Date;

  static create(options: DecisionsOptions): Decisions {
    return new Decisions(options);
  }

  private constructor(options: DecisionsOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /**
   * Why somebody may not decide on an operation; `undefined` where the person may. Groups are asked of the catalog now,
   * not taken from a token of this morning.
   */
  async refusalOf(row: OperationRow, by: string): Promise<string | undefined> {
    if (row.requestedBy === by) {
      return 'You asked for this yourself: somebody else has to approve it.';
    }
    const refs = await this.#options.memberships.refsOf(by);
    const { approvals } = row.plan;
    if (!approvals.some(requirement => mayApprove(refs, requirement))) {
      const approvers = new Set(
        approvals.flatMap(requirement => requirement.approvers),
      );
      return `Only ${[...approvers].join(' and ')} may decide on this.`;
    }
    return undefined;
  }

  /** Decides; the operation begins when nothing more is needed. */
  async decide(
    decision: DecisionOf,
    replan: () => Promise<PlanSubject>,
  ): Promise<void> {
    const { row, by, request } = decision;
    await this.#assertOpen(row);
    const refusal = await this.refusalOf(row, by);
    if (refusal) {
      throw new NotAllowedError(refusal);
    }
    if (request.decision === 'deny') {
      await this.#deny(decision);
    } else {
      await this.#approve(decision, replan);
    }
    this.#options.changes.announce();
  }

  async #assertOpen(row: OperationRow): Promise<void> {
    if (row.status !== 'waiting') {
      throw new ConflictError(
        `“${row.title}” does not wait for a decision any more: it is ${row.status}.`,
      );
    }
    if (row.expiresAt && row.expiresAt <= this.#now()) {
      await this.#options.operations.update({
        id: row.id,
        where: { status: 'waiting' },
        set: {
          status: 'expired',
          problem: 'Nobody decided in time.',
          finishedAt: this.#now(),
        },
      });
      throw new ConflictError(
        `“${row.title}” has expired: nobody decided in time. Ask for it again.`,
      );
    }
  }

  async #deny({ row, by, request }: DecisionOf): Promise<void> {
    const { reason } = request;
    if (!reason) {
      throw new InputError('Say why it is denied: a reason is needed.');
    }
    await this.#options.operations.decide(
      this.#rowOf({ row, by, request }),
      async ({ status }) => {
        assertWaiting(status, row.title);
        return {
          status: 'denied',
          problem: `Denied by ${by}: ${reason}`,
          finishedAt: this.#now(),
        };
      },
    );
    await this.#options.notifier.tellDenial(row, { by, reason });
  }

  async #approve(
    decision: DecisionOf,
    replan: () => Promise<PlanSubject>,
  ): Promise<void> {
    const { engine, memberships, operations, notifier } = this.#options;
    const { row } = decision;
    engine.assertReady();
    await this.#assertSamePlan(decision, await replan());
    engine.expect(row.id);
    let begins = false;
    try {
      await operations.decide(
        this.#rowOf(decision),
        async ({ status }, decisions) => {
          assertWaiting(status, row.title);
          const approvals: Approval[] = await Promise.all(
            decisions.map(async ({ decidedBy }) => ({
              by: decidedBy,
              refs: await memberships.refsOf(decidedBy),
            })),
          );
          begins = isApproved(row.plan.approvals, approvals);
          return begins
            ? { status: 'accepted', executorId: engine.executorId }
            : {};
        },
      );
    } catch (error) {
      engine.forget(row.id);
      throw error;
    }
    if (begins) {
      engine.begin(row.id, row.attempt);
      await notifier.tellApproval(row, decision.by);
    } else {
      engine.forget(row.id);
    }
  }

  /** Where the world has changed, the new plan takes the place of the old one, and what was approved counts no more. */
  async #assertSamePlan(
    { row, request }: DecisionOf,
    subject: PlanSubject,
  ): Promise<void> {
    const { planner } = this.#options;
    if (request.planHash !== row.planHash) {
      throw new ConflictError(
        'The plan has changed since you looked at it. Look at the new one, and decide again.',
      );
    }
    const replanned = await this.#replan(row, subject, planner);
    const { plan } = replanned;
    if (plan.hash !== row.planHash) {
      await this.#askAnew(row, replanned);
      throw new ConflictError(
        'Something changed since this was asked for, and the plan with it. Look at the new one, and decide again.',
      );
    }
    refuseBlocked(plan, {
      breakFreeze: row.brokeFreeze,
      reason: row.reason ?? undefined,
    });
  }

  async #askAnew(
    row: OperationRow,
    { plan, details, version }: FullPlan,
  ): Promise<void> {
    const { changes, notifier, operations } = this.#options;
    const set = {
      plan,
      details,
      // A release may have come with other phases.
      version,
      planHash: plan.hash,
      title: plan.title,
      risk: plan.risk,
      target: plan.target,
      targetKey: plan.target.key,
      environment: plan.target.environment,
      round: row.round + 1,
    };
    const isFirst = await operations.replan(
      { id: row.id, where: { status: 'waiting', round: row.round }, set },
      plan.phases,
    );
    if (isFirst) {
      changes.announce();
      await notifier.askForApproval({ ...row, ...set });
    }
  }

  async #replan(row: OperationRow, subject: PlanSubject, planner: Planner) {
    if (!row.undoes) {
      return planner.plan(subject, row.input);
    }
    const undone = await this.#options.operations.get(row.undoes);
    if (!undone) {
      throw new ConflictError(
        'What this was to undo is not known any more. Deny it.',
      );
    }
    return planner.planUndo(subject, undone);
  }

  #rowOf({ row, by, request }: DecisionOf): DecisionRow {
    return {
      operationId: row.id,
      round: row.round,
      decidedBy: by,
      decision: request.decision,
      reason: request.reason || null,
      surface: request.surface,
      decidedAt: this.#now(),
    };
  }
}

function assertWaiting(status: OperationRow['status'], title: string): void {
  if (status !== 'waiting') {
    throw new ConflictError(
      `“${title}” does not wait for a decision any more: it is ${status}. The first decision counts.`,
    );
  }
}
