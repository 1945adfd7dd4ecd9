import { mockCredentials } from '@backstage/backend-test-utils';
import { parse } from 'yaml';
import {
  createOperationTask,
  givenOperation,
} from '../__testUtils__/createOperationTask';
import {
  operationIn,
  refusal,
  withPhases,
} from '../__testUtils__/FakeOperations';
import { examples } from './createOperationRunAction.examples';

const url =
  'https://portal.example.com/operations/5f0c3c0e-3a3c-4a46-9f4c-0c6f1a9d2b7e';

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

describe('operation:run', () => {
  it('plans, asks on behalf of who started the task, and tells each step to the end', async () => {
    const { auth, lines, operations, run } = createOperationTask();
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
        ...givenOperation,
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
      'Wait for the rollout: done. 3 of 3 pods are ready.',
      'Succeeded.',
    ]);
  });

  it('only plans in a dry run', async () => {
    const { lines, operations, run } = createOperationTask();
    await expect(run({}, { isDryRun: true })).resolves.toEqual({});
    expect(operations.requests).toEqual([]);
    expect(lines).toContain('  ghcr.io/acme/orders: v1.8.2 → v1.9.0');
  });

  it('does not wait where it is told so', async () => {
    const { operations, run } = createOperationTask();
    await expect(run({ wait: false })).resolves.toEqual({
      operationId: succeeded.id,
      status: 'waiting',
      url,
    });
    expect(operations.tokens).toHaveLength(2);
  });

  it.each(['.plan.', '.operation.'])(
    'asks once, when the task is taken up again after the checkpoint %s',
    async last => {
      const { checkpoints, operations, run } = createOperationTask();
      await run({ wait: false });
      for (const key of checkpoints.keys()) {
        if (last === '.plan.' && !key.includes(last)) {
          checkpoints.delete(key);
        }
      }
      await run({ wait: false });
      expect(operations.started.size).toBe(1);
    },
  );

  it('is refused rather than done twice, when the task has lost its checkpoints', async () => {
    const { checkpoints, operations, run } = createOperationTask();
    await run({ wait: false });
    checkpoints.clear();
    // The world has moved on, so that it is another request with the same key.
    await expect(run({ wait: false })).rejects.toThrow(
      'It is RequestConflictError',
    );
    expect(operations.started.size).toBe(1);
  });

  it('asks for each thing of a repeated step, and for the same in another step', async () => {
    const { operations, run } = createOperationTask();
    await run({ wait: false });
    await run({ wait: false, input: { environment: 'production' } });
    await run({ wait: false }, { stepId: 'again' });
    expect(operations.started.size).toBe(3);
  });

  it('opens the stream again when it breaks, ends or is refused for now', async () => {
    const { delay, operations, run } = createOperationTask();
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
    const { operations, run } = createOperationTask();
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
    const { operations, output, run } = createOperationTask();
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
    const { operations, run } = createOperationTask();
    const cancelling = new AbortController();
    operations.streams.push({ states: [], then: 'silence' });
    operations.onSilence = () => cancelling.abort();
    await expect(run({}, { signal: cancelling.signal })).rejects.toThrow(
      `The task was cancelled, which cancels no operation. The operation goes on by itself: ${url}`,
    );
  });

  it('stops waiting after the time that it was given, and when it may not look any more', async () => {
    const { operations, run } = createOperationTask();
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
    const { delay, operations, run } = createOperationTask();
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
        const { operations, output, run } = createOperationTask();
        operations.streams.push({ states: [succeeded], then: 'end' });
        expect(action).toBe('operation:run');
        await run(input);
        expect(output).toHaveProperty('operationId');
      }
    }
  });
});
