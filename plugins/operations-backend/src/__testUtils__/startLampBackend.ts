import { mockCredentials } from '@backstage/backend-test-utils';
import type {
  Operation,
  OperationRequest,
  OperationsResponse,
  Plan,
} from '@golden-path/plugin-operations-common';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import { exampleOperation, Lamps } from './exampleOperation';
import {
  startOperationsBackend,
  testDatabase,
  type OperationsBackendOptions,
} from './startOperationsBackend';
import { testPermissions } from './testPermissions';

/** For tests that need a database: skipped by their names where there is none. */
export const describeWithDatabase = testDatabase ? describe : describe.skip;

/** Goes behind the name of a test. */
export const skipReason = testDatabase
  ? ''
  : ' (skipped: GOLDEN_PATH_TEST_POSTGRES is not set)';

/** The lamp that Ana owns. */
export const lamp = 'component:default/lamp';

/** What tests look at in answers; each route has some of it. */
export interface AnswerBody extends Operation, OperationsResponse {
  readonly error: { readonly name: string; readonly message: string };
  /** The answer of an action. */
  readonly output: Plan;
  readonly actions: { readonly id: string }[];
  readonly hash: string;
}

/** An answer of the REST interface. */
export interface Answer {
  readonly status: number;
  readonly body: Partial<AnswerBody>;
}

/** What a person may ask for in these tests. */
export interface LampRequest extends Partial<OperationRequest> {
  readonly by?: string;
  readonly environment?: string;
  readonly colour?: string;
}

/** Starts a backend whose only kind of operation switches lamps, with the rules of the platform. */
export async function startLampBackend(
  options: Partial<OperationsBackendOptions> = {},
) {
  const lamps = new Lamps();
  const backend = await startOperationsBackend({
    kinds: [exampleOperation(lamps)],
    permissions: testPermissions(options.entities),
    ...options,
  });
  const call = async (
    path: string,
    authorization?: string,
    body?: unknown,
  ): Promise<Answer> => {
    const response = await fetch(`${backend.baseUrl}${path}`, {
      method: body === undefined ? 'GET' : 'POST',
      headers: {
        ...(body === undefined ? {} : { 'Content-Type': 'application/json' }),
        ...(authorization && { Authorization: authorization }),
      },
      body: typeof body === 'string' ? body : JSON.stringify(body),
    });
    const text = await response.text();
    return {
      status: response.status,
      body: text.startsWith('{') ? JSON.parse(text) : {},
    };
  };
  const subjectOf = ({
    environment = 'production',
    colour = 'red',
    entityRef = lamp,
  }: LampRequest) => ({
    kind: 'switch-lamp',
    entityRef,
    input: { environment, colour },
  });
  const ask = async ({
    by = 'ana',
    environment,
    colour,
    entityRef,
    ...request
  }: LampRequest = {}): Promise<Operation> => {
    const subject = subjectOf({ environment, colour, entityRef });
    const { hash: planHash } = await backend.as(by).plan(subject);
    return backend.as(by).run({
      ...subject,
      planHash,
      idempotencyKey: randomUUID(),
      surface: 'portal',
      ...request,
    });
  };
  const settle = async (id: string, by = 'ana'): Promise<Operation> => {
    let last = await backend.as(by).get(id);
    for await (const operation of backend.as(by).follow(id)) {
      last = operation;
    }
    return last;
  };
  /** Somebody decides on an operation; approves it, if nothing else is said. */
  const decide = (
    { id, plan }: Pick<Operation, 'id' | 'plan'>,
    by: string,
    more: object = {},
  ) =>
    call(`/v1/operations/${id}/decisions`, headerOf(by), {
      decision: 'approve',
      planHash: plan.hash,
      ...more,
    });
  /** Asks, or changes, what is in the database of the plugin. */
  const query = async (statement: string, values: unknown[] = []) => {
    const client = new Client({ connectionString: backend.database.url });
    await client.connect();
    try {
      return (await client.query(statement, values)).rows;
    } finally {
      await client.end();
    }
  };
  /** Until the engine accepts operations. */
  const untilReady = async () => {
    const request = {
      ...subjectOf({}),
      planHash: 'of-no-plan',
      idempotencyKey: randomUUID(),
    };
    const ask503 = async () =>
      (await call('/v1/operations', headerOf('ana'), request)).status === 503;
    while (await ask503()) {
      await wait(50);
    }
    backend.audited.length = 0;
  };
  await untilReady();
  return { ...backend, lamps, call, ask, decide, settle, subjectOf, query };
}

/** See {@link startLampBackend}. */
export type LampBackend = Awaited<ReturnType<typeof startLampBackend>>;

/** The header by which a person is known. */
export function headerOf(name: string): string {
  return mockCredentials.user.header(`user:default/${name}`);
}

/** The header of a program with a token of its own. */
export function serviceHeaderOf(subject: string): string {
  return mockCredentials.service.header({
    onBehalfOf: mockCredentials.service(subject),
    targetPluginId: 'operations',
  });
}
