import { InputError, NotFoundError } from '@backstage/errors';
import {
  isOver,
  type DecisionRequest,
  type Kind,
  type KindsResponse,
  type Operation,
  type OperationRequest,
  type OperationsApi,
  type OperationsQuery,
  type OperationsRequestOptions,
  type OperationsResponse,
  type Phase,
  type Plan,
  type PlanRequest,
  type UndoRequest,
} from '@golden-path/plugin-operations-common';
import { exampleKinds } from './exampleKinds';
import { exampleOperation, progressOf } from './exampleOperation';
import { examplePlan } from './examplePlan';
import { abilitiesIn, begun, conflict, pageOf, undoPlanOf } from './fakeRules';

/** Options of {@link FakeOperations}. */
export interface FakeOperationsOptions {
  kinds?: Kind[];
  operations?: Operation[];
  /** What an operation would do. */
  planOf?: (request: PlanRequest) => Plan | Promise<Plan>;
  /** Who is signed in. */
  userEntityRef?: string;
  /** How long each phase takes; without it, phases go on only by {@link FakeOperations.advance}. */
  phaseMilliseconds?: number;
  /** How long each answer takes. */
  answerMilliseconds?: number;
}

/**
 * An operations backend in memory: what is run is listed, goes through its phases, and can be decided, cancelled, repeated
 * and undone. It checks hashes and repeats nothing under the same key, as the real one; permissions it does not know.
 */
export class FakeOperations implements OperationsApi {
  readonly #options: FakeOperationsOptions;
  readonly #operations = new Map<string, Operation>();
  readonly #keys = new Map<string, string>();
  readonly #followers = new Set<(operation: Operation) => void>();
  #count = 0;

  constructor(options: FakeOperationsOptions = {}) {
    this.#options = options;
    options.operations?.forEach(operation =>
      this.#operations.set(operation.id, operation),
    );
  }

  async listKinds(): Promise<KindsResponse> {
    return { items: this.#options.kinds ?? exampleKinds() };
  }

  async plan(request: PlanRequest): Promise<Plan> {
    await this.#wait();
    return (
      this.#options.planOf?.(request) ??
      examplePlan({ kind: request.kind, input: request.input })
    );
  }

  async run(request: OperationRequest): Promise<Operation> {
    const plan = await this.plan({
      kind: request.kind,
      entityRef: request.entityRef,
      input: request.input,
    });
    return this.#start(plan, request);
  }

  async list(query: OperationsQuery = {}): Promise<OperationsResponse> {
    await this.#wait();
    return pageOf([...this.#operations.values()], query);
  }

  async get(id: string): Promise<Operation> {
    await this.#wait();
    return this.#known(id);
  }

  async *follow(
    id: string,
    options?: OperationsRequestOptions,
  ): AsyncGenerator<Operation, void, undefined> {
    const news: Operation[] = [this.#known(id)];
    const sleeper = { wake: () => {} };
    const follower = (operation: Operation) => {
      if (operation.id === id) {
        news.push(operation);
        sleeper.wake();
      }
    };
    this.#followers.add(follower);
    options?.signal?.addEventListener('abort', () => sleeper.wake());
    try {
      while (!options?.signal?.aborted) {
        const next = news.shift();
        if (next) {
          yield next;
          if (isOver(next.status)) {
            return;
          }
        } else {
          await new Promise<void>(resolve => {
            sleeper.wake = resolve;
          });
        }
      }
    } finally {
      this.#followers.delete(follower);
    }
  }

  async decide(id: string, request: DecisionRequest): Promise<Operation> {
    await this.#wait();
    const operation = this.#known(id);
    if (operation.plan.hash !== request.planHash) {
      throw conflict('The plan has changed since you looked at it.');
    }
    if (request.decision === 'deny' && !request.reason) {
      throw new InputError('Give a reason');
    }
    const isApproved = request.decision === 'approve';
    return this.update(id, {
      status: isApproved ? 'running' : 'denied',
      expiresAt: undefined,
      problem: isApproved ? undefined : `Denied: ${request.reason}`,
      decisions: [
        {
          by: this.#user(),
          decision: request.decision,
          reason: request.reason,
          decidedAt: new Date().toISOString(),
          surface: 'portal',
          counts: true,
        },
      ],
    });
  }

  async cancel(id: string): Promise<Operation> {
    await this.#wait();
    return this.update(id, {
      status: 'cancelled',
      phases: this.#known(id).phases.map(phase =>
        phase.status === 'succeeded'
          ? phase
          : { ...phase, status: 'cancelled' },
      ),
    });
  }

  async retry(id: string): Promise<Operation> {
    await this.#wait();
    return this.update(id, {
      status: 'running',
      problem: undefined,
      finishedAt: undefined,
      phases: this.#known(id).phases.map(phase =>
        phase.status === 'failed' ? begun(phase) : phase,
      ),
    });
  }

  async planUndo(id: string): Promise<Plan> {
    await this.#wait();
    return undoPlanOf(this.#known(id));
  }

  async undo(id: string, request: UndoRequest): Promise<Operation> {
    await this.#wait();
    return this.#start(undoPlanOf(this.#known(id)), request);
  }

  /** Changes an operation and tells everybody who follows it. */
  update(id: string, changes: Partial<Operation>): Operation {
    const before = this.#known(id);
    const phases = changes.phases ?? before.phases;
    const operation: Operation = {
      ...before,
      ...changes,
      progress: progressOf(phases),
      revision: before.revision + 1,
      abilities: abilitiesIn(changes.status ?? before.status),
    };
    this.#operations.set(id, operation);
    this.#followers.forEach(follower => follower(operation));
    return operation;
  }

  /** Ends the phase that runs and begins the next one, or ends the operation after its last one. */
  advance(id: string): Operation {
    const { phases, status } = this.#known(id);
    if (status !== 'running') {
      return this.#known(id);
    }
    const at = phases.findIndex(phase => phase.status !== 'succeeded');
    const now = new Date().toISOString();
    const next = phases.map((phase, index): Phase => {
      if (index === at) {
        return { ...phase, status: 'succeeded', finishedAt: now };
      }
      return index === at + 1 ? begun(phase) : phase;
    });
    return at === phases.length - 1
      ? this.update(id, {
          status: 'succeeded',
          finishedAt: now,
          phases: next,
          result: { message: 'It is done.', links: [] },
        })
      : this.update(id, { phases: next });
  }

  #start(
    plan: Plan,
    request: Pick<
      OperationRequest,
      'planHash' | 'idempotencyKey' | 'reason' | 'breakFreeze'
    >,
  ): Operation {
    const earlier = this.#keys.get(request.idempotencyKey);
    if (earlier) {
      return this.#known(earlier);
    }
    if (plan.hash !== request.planHash) {
      throw conflict('The plan has changed since you looked at it.');
    }
    const isWaiting = plan.approvals.length > 0;
    const id = `operation-new-${++this.#count}`;
    const [first, ...others] = plan.phases.map(
      (phase): Phase => ({ ...phase, status: 'pending', links: [] }),
    );
    const operation = exampleOperation({
      id,
      plan,
      status: isWaiting ? 'waiting' : 'running',
      requestedBy: this.#user(),
      reason: request.reason || undefined,
      brokeFreeze: request.breakFreeze ?? false,
      requestedAt: new Date().toISOString(),
      startedAt: isWaiting ? undefined : new Date().toISOString(),
      phases: [isWaiting ? first : begun(first), ...others],
      approval: isWaiting
        ? { given: 0, required: plan.approvals[0].required }
        : undefined,
      abilities: abilitiesIn(isWaiting ? 'waiting' : 'running'),
      revision: 1,
    });
    this.#keys.set(request.idempotencyKey, id);
    this.#operations.set(id, operation);
    this.#tick(id);
    return operation;
  }

  #tick(id: string): void {
    const { phaseMilliseconds } = this.#options;
    if (phaseMilliseconds) {
      setTimeout(() => {
        this.advance(id);
        if (!isOver(this.#known(id).status)) {
          this.#tick(id);
        }
      }, phaseMilliseconds);
    }
  }

  #known(id: string): Operation {
    const operation = this.#operations.get(id);
    if (!operation) {
      throw Object.assign(new NotFoundError(`There is no operation ${id}`), {
        statusCode: 404,
      });
    }
    return operation;
  }

  #user(): string {
    return this.#options.userEntityRef ?? 'user:default/ana';
  }

  async #wait(): Promise<void> {
    const { answerMilliseconds } = this.#options;
    if (answerMilliseconds) {
      await new Promise(resolve => setTimeout(resolve, answerMilliseconds));
    }
  }
}
