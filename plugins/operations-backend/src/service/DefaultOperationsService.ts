import { ConflictError, NotFoundError } from '@backstage/errors';
import type {
  ParsedChangeRequest,
  ParsedOperationRequest,
  ParsedUndoRequest,
  Plan,
} from '@golden-path/plugin-operations-common';
import { isOver } from '@golden-path/plugin-operations-common';
import type { OperationRow, StoredOperation } from '../database/OperationRow';
import type { OperationsStore } from '../database/OperationsStore';
import type { OperationsEngine } from '../engine/OperationsEngine';
import type { ApprovalNotifier } from '../approvals/ApprovalNotifier';
import type { ChangeFeed } from './ChangeFeed';
import { hashOf } from './hashOf';
import { newOperationRow, type RunRequest } from './newOperationRow';
import {
  busyBlockerOf,
  type FullPlan,
  type Planner,
  type PlanSubject,
} from './Planner';
import {
  assertSamePlan,
  assertSameRequest,
  assertUndoable,
  refuseBlocked,
} from './planRules';

/** Options of {@link DefaultOperationsService.create}. */
export interface DefaultOperationsServiceOptions {
  readonly approvalExpiryHours: number;
  readonly changes: ChangeFeed;
  readonly engine: OperationsEngine;
  readonly notifier: ApprovalNotifier;
  readonly operations: OperationsStore;
  readonly planner: Planner;
  readonly now?: () => Date;
}

/** A request by somebody who may make it. */
export interface PlannedRequest extends PlanSubject {
  /** Entity reference of the person. */
  readonly requestedBy: string;
}

/** How somebody wants something to go on. */
export interface RepeatedRequest {
  readonly reason?: string;
  /** Asked only where a freeze window stands in the way. */
  readonly mayBreakFreeze: () => Promise<boolean>;
}

interface AskedOperation {
  /** What tells one request from another. */
  readonly content: Record<string, unknown>;
  readonly plan: () => Promise<FullPlan>;
  readonly undoes?: string;
}

/** Plans, accepts and changes operations. Who may do that is decided before. */
export class DefaultOperationsService {
  readonly #options: DefaultOperationsServiceOptions;
  readonly #now: () => Date;

  static create(
    options: DefaultOperationsServiceOptions,
  ): DefaultOperationsService {
    return new DefaultOperationsService(options);
  }

  private constructor(options: DefaultOperationsServiceOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => new Date());
  }

  /** Throws a `NotFoundError`. */
  async get(id: string): Promise<StoredOperation> {
    const stored = await this.#options.operations.get(id);
    if (!stored) {
      throw new NotFoundError(`There is no operation ${id}.`);
    }
    return stored;
  }

  async plan(
    subject: PlanSubject,
    input: ParsedOperationRequest['input'],
  ): Promise<Plan> {
    const { plan } = await this.#options.planner.plan(
      subject,
      input as OperationRow['input'],
    );
    return plan;
  }

  async planUndo(subject: PlanSubject, stored: StoredOperation): Promise<Plan> {
    assertUndoable(stored);
    const { plan } = await this.#options.planner.planUndo(subject, stored);
    return plan;
  }

  /** Accepts an operation, or lets it wait for approval. The same request has the same answer. */
  async run(
    subject: PlannedRequest,
    request: ParsedOperationRequest,
  ): Promise<StoredOperation> {
    const input = request.input as OperationRow['input'];
    return this.#once(subject, request, {
      content: {
        kind: request.kind,
        entityRef: request.entityRef,
        ownerRef: request.ownerRef,
        input,
        planHash: request.planHash,
      },
      plan: () => this.#options.planner.plan(subject, input),
    });
  }

  /** Accepts an operation that undoes another one. */
  async undo(
    subject: PlannedRequest,
    undone: StoredOperation,
    request: ParsedUndoRequest,
  ): Promise<StoredOperation> {
    return this.#once(subject, request, {
      content: { undoes: undone.row.id, planHash: request.planHash },
      undoes: undone.row.id,
      plan: () => {
        assertUndoable(undone);
        return this.#options.planner.planUndo(subject, undone);
      },
    });
  }

  /** Stops an operation where it stands. */
  async cancel(
    { row }: StoredOperation,
    by: string,
    request: ParsedChangeRequest,
  ): Promise<StoredOperation> {
    const { engine, operations } = this.#options;
    if (isOver(row.status)) {
      throw new ConflictError(`“${row.title}” is over: it has ${row.status}.`);
    }
    if (row.status === 'waiting') {
      await operations.update({
        id: row.id,
        where: { status: 'waiting' },
        set: {
          status: 'cancelled',
          cancelledBy: by,
          problem: `Cancelled by ${by}${
            request.reason ? `: ${request.reason}` : ''
          }.`,
          finishedAt: this.#now(),
        },
      });
    } else {
      await operations.update({ id: row.id, set: { cancelledBy: by } });
      engine.cancel(row.id);
    }
    return this.#changed(row.id);
  }

  /** Goes on with the phase that failed. */
  async retry(
    { row }: StoredOperation,
    repeated: RepeatedRequest,
  ): Promise<StoredOperation> {
    const { engine, operations } = this.#options;
    engine.assertReady();
    if (row.status !== 'failed' && row.status !== 'cancelled') {
      throw new ConflictError(
        `“${row.title}” did not fail: it is ${row.status}.`,
      );
    }
    if (row.startedAt === null) {
      throw new ConflictError(`“${row.title}” never ran: ask for it again.`);
    }
    const holder = await operations.findHolder(row.targetKey);
    if (holder) {
      throw new ConflictError(busyBlockerOf(holder).message);
    }
    await this.#refuseFrozen(row, repeated);
    const attempt = row.attempt + 1;
    engine.expect(row.id);
    const isFirst = await operations
      .restart({
        id: row.id,
        where: { status: row.status, attempt: row.attempt },
        set: {
          status: 'accepted',
          attempt,
          executorId: engine.executorId,
          epoch: row.epoch + 1,
          problem: null,
          cancelledBy: null,
          finishedAt: null,
        },
      })
      .catch(error => {
        engine.forget(row.id);
        throw error;
      });
    if (isFirst) {
      engine.begin(row.id, attempt);
    } else {
      engine.forget(row.id);
    }
    return this.#changed(row.id);
  }

  /** A window that began in the meantime holds for what goes on, too, unless it was broken when it was asked for. */
  async #refuseFrozen(
    row: OperationRow,
    { reason, mayBreakFreeze }: RepeatedRequest,
  ): Promise<void> {
    if (row.brokeFreeze || !this.#options.planner.freezeBlockerOf(row)) {
      return;
    }
    const mayBreak = await mayBreakFreeze();
    const freeze = this.#options.planner.freezeBlockerOf(row, mayBreak);
    refuseBlocked(
      { blockers: freeze ? [freeze] : [] },
      { breakFreeze: mayBreak, reason },
    );
  }

  async #once(
    subject: PlannedRequest,
    request: RunRequest,
    asked: AskedOperation,
  ): Promise<StoredOperation> {
    const { engine, operations } = this.#options;
    const requestHash = hashOf(JSON.parse(JSON.stringify(asked.content)));
    const repeated = async () => {
      const { requestedBy } = subject;
      const { idempotencyKey } = request;
      const row = await operations.findByKey(requestedBy, idempotencyKey);
      if (row) {
        assertSameRequest(row, requestHash);
      }
      return row && this.get(row.id);
    };
    const before = await repeated();
    if (before) {
      return before;
    }
    engine.assertReady();
    const full = await asked.plan();
    const row = newOperationRow({
      full,
      request,
      requestedBy: subject.requestedBy,
      requestHash,
      undoes: asked.undoes,
      executorId: engine.executorId,
      approvalExpiryHours: this.#options.approvalExpiryHours,
      now: this.#now(),
    });
    try {
      assertSamePlan(full.plan, request.planHash);
      refuseBlocked(full.plan, request);
      return await this.#accept(row);
    } catch (error) {
      // Of several that came together, one was first, and may stand in the way of the others.
      const first = await repeated();
      if (first) {
        return first;
      }
      throw error;
    }
  }

  async #accept(row: OperationRow): Promise<StoredOperation> {
    const { engine, notifier, operations } = this.#options;
    engine.expect(row.id);
    try {
      await operations.insert(row, row.plan.phases);
    } catch (error) {
      engine.forget(row.id);
      const holder = await operations.findHolder(row.targetKey);
      throw holder ? new ConflictError(busyBlockerOf(holder).message) : error;
    }
    if (row.status === 'accepted') {
      engine.begin(row.id, row.attempt);
    } else {
      engine.forget(row.id);
      await notifier.askForApproval(row);
    }
    return this.#changed(row.id);
  }

  async #changed(id: string): Promise<StoredOperation> {
    this.#options.changes.announce();
    return this.get(id);
  }
}
