import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject } from '@backstage/types';
import type { OperationsApi } from '@golden-path/plugin-operations-common';
import { parse } from 'yaml';
import {
  FakeOperations,
  operationIn,
  refusal,
  withPhases,
} from '../__testUtils__/FakeOperations';
import { createOperationRunAction } from './createOperationRunAction';
import { examples } from './createOperationRunAction.examples';

const url =
  'https://portal.example.com/operations/5f0c3c0e-3a3c-4a46-9f4c-0c6f1a9d2b7e';

const given = {
  kind: 'promote',
  entityRef: 'component:default/orders',
  input: { environment: 'staging' },
};

const succeeded = withPhases(
  'succeeded',
  [
    ['succeeded', 'Commit 1a2b3c4.'],
    ['succeeded', '3 of 3 pods are ready.'],
  ],
  {
    result: {
      message: 'It runs v1.9.0.',
      links: [{ title: 'Commit', url: 'https://git.example.com/1a2b3c4' }],
    },
  },
);

/** A task that remembers its checkpoints, as the scaffolder does. */
function setUp(operations = new FakeOperations()) {
  const lines: string[] = [];
  const checkpoints = new Map<string, unknown>();
  const output: Record<string, unknown> = {};
  const auth = mockServices.auth.mock({
    getPluginRequestToken: jest.fn(async ({ targetPluginId }) => ({
      token: `ana-to-${targetPluginId}`,
    })),
  });
  const delay = jest.fn(async (signal: AbortSignal) => signal.throwIfAborted());
  const action = createOperationRunAction({
    auth,
    // Only these are called.
    operations: operations as unknown as OperationsApi,
    appUrl: 'https://portal.example.com/',
    delay,
  });
  const run = async (
    input: JsonObject = {},
    more: { signal?: AbortSignal; isDryRun?: boolean; stepId?: string } = {},
  ) => {
    const { signal, isDryRun, stepId = 'promote' } = more;
    const ctx = createMockActionContext({
      input: { ...given, ...input },
      task: { id: 'task-1' },
      logger: mockServices.logger.mock({
        info: (line: string) => {
          lines.push(line);
        },
      }),
    });
    await action.handler({
      ...ctx,
      signal,
      isDryRun,
      step: { id: stepId },
      getInitiatorCredentials: async () =>
        mockCredentials.user('user:default/ana'),
      output: (name, value) => {
        output[name] = value;
      },
      checkpoint: async ({ key, fn }) => {
        const known = checkpoints.get(`${stepId}.${key}`) ?? (await fn());
        checkpoints.set(`${stepId}.${key}`, known);
        // As it comes out of the database.
        return JSON.parse(JSON.stringify(known));
      },
    });
    return output;
  };
  return { auth, checkpoints, delay, lines, operations, output, run };
}

describe('operation:run', () => {
  it('plans, asks on behalf of who started the task, and tells each step to the end', async () => {
    const { auth, lines, operations, run } = setUp();
    operations.streams.push({
      states: [
        operationIn('waiting'),
        withPhases('running', [['running']], { approval: undefined }),
        withPhases('running', [['succeeded', 'Commit 1a2b3c4.'], ['running']]),
        withPhases('running', [
          ['succeeded', 'Commit 1a2b3c4.'],
          ['running', '1 of 3 pods is ready.'],
        ]),
        succeeded,
      ],
      then: 'end',
    });

    await expect(run({ reason: 'Friday.' })).resolves.toEqual({
      operationId: succeeded.id,
      status: 'succeeded',
      url,
      message: 'It runs v1.9.0.',
      links: succeeded.result?.links,
    });

    expect(operations.requests).toEqual([
      {
        ...given,
        planHash: 'hash-1',
        idempotencyKey: expect.stringMatching(/^template-[\w-]{43}$/),
        reason: 'Friday.',
        surface: 'template',
      },
    ]);
    expect(auth.getPluginRequestToken).toHaveBeenCalledWith({
      onBehalfOf: mockCredentials.user('user:default/ana'),
      targetPluginId: 'operations',
    });
    expect(new Set(operations.tokens)).toEqual(new Set(['ana-to-operations']));
    expect(lines).toEqual([
      'Promote v1.9.0 to staging. Staging will run what development runs.',
      '  ghcr.io/acme/orders: v1.8.2 → v1.9.0',
      '  writes k8s/overlays/staging/kustomization.yaml in acme/orders, branch main',
      'Warning: Production is two versions behind.',
      'Needs approval (staging): 1 of group:default/team-platform',
      `It is followed at ${url}`,
      'Waiting for approval: 0 of 1, by group:default/team-platform.',
      'Running.',
      'Write the version: running',
      'Write the version: done. Commit 1a2b3c4.',
      'Wait for the rollout: running',
      'Wait for the rollout: running. 1 of 3 pods is ready.',
      'Succeeded.',
      'Wait for the rollout: done. 3 of 3 pods are ready.',
    ]);
  });

  it('only plans in a dry run', async () => {
    const { lines, operations, run } = setUp();
    await expect(run({}, { isDryRun: true })).resolves.toEqual({});
    expect(operations.requests).toEqual([]);
    expect(lines).toContain('  ghcr.io/acme/orders: v1.8.2 → v1.9.0');
  });

  it('does not wait where it is told so', async () => {
    const { operations, run } = setUp();
    await expect(run({ wait: false })).resolves.toEqual({
      operationId: succeeded.id,
      status: 'waiting',
      url,
    });
    expect(operations.tokens).toHaveLength(2);
  });

  it.each(['plan', 'operation', 'none'])(
    'asks once, when the task is taken up again with the checkpoints up to: %s',
    async last => {
      const { checkpoints, operations, run } = setUp();
      await run({ wait: false });
      for (const key of checkpoints.keys()) {
        if (last === 'none' || (last === 'plan' && !key.includes('.plan.'))) {
          checkpoints.delete(key);
        }
      }
      if (last === 'none') {
        // The plan was never noted: the world has moved on, and it is another request. It is refused, not done twice.
        await expect(run({ wait: false })).rejects.toThrow(
          'It is RequestConflictError',
        );
      } else {
        await run({ wait: false });
      }
      expect(operations.started.size).toBe(1);
    },
  );

  it('asks for each thing of a repeated step, and for the same in another step', async () => {
    const { operations, run } = setUp();
    await run({ wait: false });
    await run({ wait: false, input: { environment: 'production' } });
    await run({ wait: false }, { stepId: 'again' });
    expect(operations.started.size).toBe(3);
  });

  it('opens the stream again when it breaks, ends or is refused for now', async () => {
    const { delay, operations, run } = setUp();
    operations.streams.push(
      { states: [operationIn('waiting')], then: 'end' },
      { states: [], then: 'break' },
      { states: [], then: await refusal(503, 'ServiceUnavailableError') },
      { states: [succeeded], then: 'silence' },
    );
    await expect(run()).resolves.toMatchObject({ status: 'succeeded' });
    expect(delay).toHaveBeenCalledTimes(3);
    // A plan, a run, and one for each stream.
    expect(operations.tokens).toHaveLength(6);
  });

  it('asks again while the backend starts', async () => {
    const { operations, run } = setUp();
    operations.failures.push(
      await refusal(503, 'ServiceUnavailableError'),
      new TypeError('fetch failed'),
    );
    await run({ wait: false });
    expect(operations.started.size).toBe(1);
  });

  it.each([
    ['failed', 'Wait for the rollout: 1 of 3 pods crashed'],
    ['denied', 'Denied by user:default/pia: not today'],
    ['expired', 'Nobody decided in time.'],
    ['cancelled', 'Cancelled by user:default/ana.'],
  ] as const)('fails when the operation is %s', async (status, problem) => {
    const { operations, output, run } = setUp();
    operations.streams.push({
      states: [operationIn(status, { problem })],
      then: 'end',
    });
    await expect(run()).rejects.toMatchObject({
      name: 'OperationNotDoneError',
      message: `Promote v1.9.0 to staging: ${problem.replace(
        /\.$/,
        '',
      )}. See ${url}`,
    });
    expect(output).toMatchObject({ operationId: succeeded.id, url });
  });

  it('stops waiting when the task is cancelled, and says that the operation goes on', async () => {
    const { operations, run } = setUp();
    const cancelling = new AbortController();
    operations.streams.push({ states: [], then: 'silence' });
    operations.onSilence = () => cancelling.abort();
    await expect(run({}, { signal: cancelling.signal })).rejects.toThrow(
      `The task was cancelled, which cancels no operation. The operation goes on by itself: ${url}`,
    );
  });

  it('stops waiting after the time that it was given, and when it may not look any more', async () => {
    const { operations, run } = setUp();
    operations.streams.push({ states: [], then: 'silence' });
    await expect(run({ timeoutMinutes: 0.001 })).rejects.toThrow(
      `It is not done after 0.001 minutes. The operation goes on by itself: ${url}`,
    );
    operations.streams.push({
      states: [],
      then: await refusal(401, 'AuthenticationError'),
    });
    await expect(run()).rejects.toThrow(
      `It cannot be followed any more. The operation goes on by itself: ${url}`,
    );
  });

  it.each([
    [403, 'NotAllowedError'],
    [409, 'ConflictError'],
    [400, 'InputError'],
  ])('tells a refusal as it is: %d', async (status, name) => {
    const { delay, operations, run } = setUp();
    operations.failures.push(await refusal(status, name));
    await expect(run()).rejects.toMatchObject({
      message: expect.stringMatching(`^It is ${name}`),
      cause: { statusCode: status },
    });
    expect(delay).not.toHaveBeenCalled();
    expect(operations.started.size).toBe(0);
  });

  it('has examples that work', async () => {
    for (const { example } of examples) {
      for (const { action, input } of parse(example).steps) {
        const { operations, output, run } = setUp();
        operations.streams.push({ states: [succeeded], then: 'end' });
        expect(action).toBe('operation:run');
        await run(input);
        expect(output).toHaveProperty('operationId');
      }
    }
  });
});
