import { ResponseError } from '@backstage/errors';
import type {
  Operation,
  OperationRequest,
  OperationsApi,
  OperationsRequestOptions,
  Plan,
  PlanRequest,
} from '@golden-path/plugin-operations-common';

/** A plan of {@link FakeOperations}. */
export const fakePlan: Plan = {
  kind: 'promote',
  title: 'Promote v1.9.0 to staging',
  summary: 'Staging will run what development runs.',
  risk: 'medium',
  entityRef: 'component:default/orders',
  target: {
    key: 'orders-staging',
    title: 'orders-staging',
    environment: 'staging',
  },
  input: { environment: 'staging' },
  changes: [{ subject: 'ghcr.io/acme/orders', from: 'v1.8.2', to: 'v1.9.0' }],
  files: [
    {
      repository: 'acme/orders',
      branch: 'main',
      path: 'k8s/overlays/staging/kustomization.yaml',
    },
  ],
  warnings: ['Production is two versions behind.'],
  phases: [
    { name: 'commit', title: 'Write the version' },
    { name: 'rollout', title: 'Wait for the rollout' },
  ],
  onFailure: 'What is written stays.',
  undo: { possible: true, description: 'The version before comes back.' },
  approvals: [
    {
      title: 'staging',
      approvers: ['group:default/team-platform'],
      required: 1,
    },
  ],
  blockers: [],
  hash: 'hash-1',
  plannedAt: '2026-11-01T10:00:00Z',
};

/** An operation in some state. */
export function operationIn(
  status: Operation['status'],
  more: Partial<Operation> = {},
): Operation {
  const refused = { allowed: false, reason: 'Not in this test.' } as const;
  return {
    id: '5f0c3c0e-3a3c-4a46-9f4c-0c6f1a9d2b7e',
    kind: fakePlan.kind,
    title: fakePlan.title,
    risk: fakePlan.risk,
    entityRef: fakePlan.entityRef,
    target: fakePlan.target,
    status,
    requestedBy: 'user:default/ana',
    surface: 'template',
    brokeFreeze: false,
    requestedAt: '2026-11-01T10:00:00Z',
    progress: { done: 0, total: 2 },
    approval: { given: 0, required: 1 },
    revision: 1,
    plan: fakePlan,
    phases: fakePlan.phases.map(phase => ({
      ...phase,
      status: 'pending',
      links: [],
    })),
    decisions: [],
    abilities: {
      cancel: refused,
      retry: refused,
      undo: refused,
      decide: refused,
    },
    ...more,
  };
}

/** An operation whose phases are in some states. */
export function withPhases(
  status: Operation['status'],
  phases: [Operation['phases'][number]['status'], string?][],
  more: Partial<Operation> = {},
): Operation {
  return operationIn(status, {
    phases: fakePlan.phases.map((phase, index) => ({
      ...phase,
      status: phases[index]?.[0] ?? 'pending',
      message: phases[index]?.[1],
      links: [],
    })),
    ...more,
  });
}

/** What a stream tells before it breaks, ends or stays silent. */
export interface FakeStream {
  readonly states: readonly Operation[];
  readonly then: 'end' | 'break' | 'silence' | Error;
}

/** An error of the REST interface. */
export async function refusal(status: number, name: string): Promise<Error> {
  return ResponseError.fromResponse(
    new Response(
      JSON.stringify({
        error: { name, message: `It is ${name}` },
        request: { method: 'POST', url: '/v1/operations' },
        response: { statusCode: status },
      }),
      {
        status,
        headers: { 'Content-Type': 'application/json' },
      },
    ),
  );
}

/**
 * Answers as the operations backend does: a plan changes its hash with the world, a run with another hash is a
 * conflict, the same key has the same answer, the same key for something else is refused.
 */
export class FakeOperations
  implements Pick<OperationsApi, 'plan' | 'run' | 'follow'>
{
  /** Stands for everything that decides about a plan. */
  world = 1;
  /** What the server says to the next requests, instead of an answer. */
  readonly failures: Error[] = [];
  readonly streams: FakeStream[] = [];
  readonly requests: OperationRequest[] = [];
  readonly tokens: (string | undefined)[] = [];
  /** Called when a stream has nothing to tell. */
  onSilence: () => void = () => {};
  /** What was begun, by key. */
  readonly started = new Map<string, OperationRequest>();

  async plan(
    _request: PlanRequest,
    options?: OperationsRequestOptions,
  ): Promise<Plan> {
    this.#note(options);
    return { ...fakePlan, hash: `hash-${this.world}` };
  }

  async run(
    request: OperationRequest,
    options?: OperationsRequestOptions,
  ): Promise<Operation> {
    this.#note(options);
    this.requests.push(request);
    const before = this.started.get(request.idempotencyKey);
    if (before && JSON.stringify(before) !== JSON.stringify(request)) {
      throw await refusal(422, 'RequestConflictError');
    }
    if (!before && request.planHash !== `hash-${this.world}`) {
      throw await refusal(409, 'ConflictError');
    }
    this.started.set(request.idempotencyKey, request);
    // What it did is part of the world from now on.
    this.world += before ? 0 : 1;
    return operationIn('waiting');
  }

  async *follow(
    _id: string,
    options?: OperationsRequestOptions,
  ): AsyncGenerator<Operation, void, undefined> {
    this.#note(options);
    const stream = this.streams.shift();
    yield* stream?.states ?? [];
    if (stream?.then === 'break') {
      throw new TypeError('terminated');
    }
    if (stream?.then instanceof Error) {
      throw stream.then;
    }
    if (stream?.then === 'silence') {
      this.onSilence();
      options?.signal?.throwIfAborted();
      await new Promise((_, reject) =>
        options?.signal?.addEventListener('abort', () =>
          reject(options.signal?.reason),
        ),
      );
    }
  }

  #note(options: OperationsRequestOptions | undefined): void {
    this.tokens.push(options?.token);
    const failure = this.failures.shift();
    if (failure) {
      throw failure;
    }
  }
}
