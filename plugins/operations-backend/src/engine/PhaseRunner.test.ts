import { mockServices } from '@backstage/backend-test-utils';
import type { JsonObject } from '@backstage/types';
import type {
  OperationPhase,
  PhaseContext,
} from '@golden-path/plugin-operations-node';
import type {
  OperationRow,
  PhaseRow,
  RunnableOperation,
} from '../database/OperationRow';
import { Executions } from './Executions';
import { PhaseRunner } from './PhaseRunner';

type Context = PhaseContext<JsonObject, JsonObject>;

const phaseRow: PhaseRow = {
  operationId: 'operation',
  position: 0,
  name: 'work',
  title: 'Work',
  status: 'pending',
  message: null,
  links: [],
  output: null,
  startedAt: null,
  finishedAt: null,
};

/** One phase of one operation, and what is noted of it. */
function setUp(options: {
  run: OperationPhase<JsonObject, JsonObject>['run'];
  timeoutSeconds?: number;
  row?: Partial<PhaseRow>;
  operation?: Partial<OperationRow>;
}) {
  const notes: Partial<PhaseRow>[] = [];
  let holds = true;
  const updatePhase = jest.fn(
    async (_: unknown, set: Partial<PhaseRow>): Promise<boolean> => {
      if (set.output !== undefined) {
        JSON.stringify(set.output);
      }
      if (holds) {
        notes.push(set);
      }
      return holds;
    },
  );
  const stored = {
    row: {
      id: 'operation',
      kind: 'test',
      entityRef: null,
      ownerRef: null,
      requestedBy: 'user:default/ana',
      reason: null,
      cancelledBy: null,
      status: 'running',
      executorId: 'this',
      epoch: 1,
      input: {},
      details: {},
      ...options.operation,
      // What a phase runner reads of a row.
    } as OperationRow,
    phases: [{ ...phaseRow, ...options.row }],
  } satisfies RunnableOperation;
  const executions = Executions.create();
  const execution = executions.enter('operation');
  execution.hold({ operationId: 'operation', executorId: 'this', epoch: 1 });
  const auditor = mockServices.auditor.mock();
  const success = jest.fn();
  const fail = jest.fn();
  auditor.createEvent.mockResolvedValue({ success, fail });
  const runner = PhaseRunner.create({
    auditor,
    executors: { holds: async () => holds },
    logger: mockServices.logger.mock(),
    runs: { get: async () => stored, updatePhase },
    stopMilliseconds: 20,
  });
  const phase = {
    name: 'work',
    title: 'Work',
    timeoutSeconds: options.timeoutSeconds,
    run: options.run,
  };
  return {
    auditor,
    execution,
    executions,
    fail,
    notes,
    success,
    /** Another process takes the operation over. */
    takeAway() {
      holds = false;
    },
    run: () => runner.run({ execution, phase, position: 0 }),
  };
}

/** Whether a promise has not settled after all that can happen now has happened. */
async function isPending(promise: Promise<unknown>): Promise<boolean> {
  const pending = Symbol('pending');
  const turns = new Promise(resolve => setTimeout(() => resolve(pending), 50));
  return (await Promise.race([promise, turns])) === pending;
}

describe('PhaseRunner', () => {
  it('notes what a phase did, and audits it once', async () => {
    const phase = setUp({
      run: async ({ act }) => ({
        output: await act(async () => ({ made: 1 })),
        message: 'Made.\u0000',
      }),
    });
    await expect(phase.run()).resolves.toBe('succeeded');
    expect(phase.notes).toMatchObject([
      { status: 'running' },
      { status: 'succeeded', output: { made: 1 }, message: 'Made.' },
    ]);
    expect(phase.success).toHaveBeenCalledTimes(1);
  });

  it.each(['succeeded', 'failed', 'cancelled'] as const)(
    'does not repeat a phase that has %s before its process died',
    async status => {
      const run = jest.fn();
      const phase = setUp({ run, row: { status } });
      await expect(phase.run()).resolves.toBe(status);
      expect(run).not.toHaveBeenCalled();
      expect(phase.notes).toEqual([]);
    },
  );

  it('fails a phase that throws, and one that was changed without a version', async () => {
    const thrown = setUp({
      run: async () => {
        throw new Error('No such branch');
      },
    });
    await expect(thrown.run()).resolves.toBe('failed');
    expect(thrown.notes.at(-1)).toMatchObject({ message: 'No such branch' });
    expect(thrown.fail).toHaveBeenCalledTimes(1);

    const run = jest.fn();
    const changed = setUp({ run, row: { name: 'other' } });
    await expect(changed.run()).resolves.toBe('failed');
    expect(run).not.toHaveBeenCalled();
  });

  it('fails a phase whose output cannot be stored', async () => {
    const circle: JsonObject = {};
    circle.self = circle;
    const phase = setUp({ run: async () => ({ output: circle }) });
    await expect(phase.run()).resolves.toBe('failed');
    expect(phase.notes.at(-1)?.message).toMatch(/cannot be stored/);
  });

  it('counts what was done although the audit is broken', async () => {
    const phase = setUp({ run: async () => ({}) });
    phase.auditor.createEvent.mockRejectedValue(new Error('no disk'));
    await expect(phase.run()).resolves.toBe('succeeded');
    expect(phase.notes.at(-1)).toMatchObject({ status: 'succeeded' });
  });

  describe('when somebody cancels', () => {
    it('does not begin a phase, in whatever process', async () => {
      const run = jest.fn();
      const here = setUp({ run });
      here.execution.cancel();
      await expect(here.run()).resolves.toBe('cancelled');
      const there = setUp({
        run,
        operation: { cancelledBy: 'user:default/ben' },
      });
      await expect(there.run()).resolves.toBe('cancelled');
      expect(run).not.toHaveBeenCalled();
    });

    it('stops a phase that heeds its signal, and lets it do nothing more', async () => {
      const effect = jest.fn();
      const phase = setUp({
        run: async ({ signal, act }: Context) => {
          phase.execution.cancel();
          phase.execution.cancel();
          expect(signal.aborted).toBe(true);
          await act(effect);
        },
      });
      await expect(phase.run()).resolves.toBe('cancelled');
      expect(effect).not.toHaveBeenCalled();
    });

    it('counts a phase as done that finishes all the same', async () => {
      const phase = setUp({
        run: async () => {
          phase.execution.cancel();
          return { message: 'Done.' };
        },
      });
      await expect(phase.run()).resolves.toBe('succeeded');
    });

    it('does not wait for ever for a phase that does not stop', async () => {
      const phase = setUp({
        run: async () => {
          phase.execution.cancel();
          await new Promise(() => {});
        },
      });
      await expect(phase.run()).resolves.toBe('cancelled');
      expect(phase.notes.at(-1)?.message).toMatch(/It did not stop/);
    });
  });

  it.each([
    [
      'heeds its signal',
      async ({ signal }: Context) => {
        await new Promise((_, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
        });
      },
    ],
    ['does not stop', async () => new Promise<void>(() => {})],
  ])('ends a phase that takes too long and %s', async (_, run) => {
    const phase = setUp({ run, timeoutSeconds: 0.02 });
    await expect(phase.run()).resolves.toBe('failed');
    expect(phase.notes.at(-1)?.message).toMatch(
      /^It took longer than 0\.02 seconds\./,
    );
  });

  it('writes the last of a flood of reports', async () => {
    const phase = setUp({
      run: async ({ report }) => {
        for (let count = 0; count < 10_000; count++) {
          await report(`${count} of 10000`);
        }
      },
    });
    await expect(phase.run()).resolves.toBe('succeeded');
    const reports = phase.notes.filter(({ status }) => status === undefined);
    expect(reports.length).toBeLessThan(5);
    expect(phase.notes.at(-1)).toMatchObject({ status: 'succeeded' });
  });

  describe('when another process has the operation', () => {
    it('neither acts nor tells anything, for ever', async () => {
      const effect = jest.fn();
      const phase = setUp({
        run: async ({ act }) => {
          phase.takeAway();
          await act(effect);
        },
      });
      expect(await isPending(phase.run())).toBe(true);
      expect(effect).not.toHaveBeenCalled();
      expect(phase.notes).toMatchObject([{ status: 'running' }]);
      expect(phase.executions.ids()).toEqual([]);
      expect(phase.executions.lostCount).toBe(1);
    });

    it('does not report what it did just before', async () => {
      const phase = setUp({
        run: async ({ act }) => {
          await act(async () => phase.takeAway());
          return { message: 'Done.' };
        },
      });
      expect(await isPending(phase.run())).toBe(true);
      expect(phase.notes).toHaveLength(1);
    });

    it('acts no more when a later run of it began in this process', async () => {
      const effect = jest.fn();
      const phase = setUp({
        run: async ({ act }) => {
          phase.executions.enter('operation');
          await act(effect);
        },
      });
      expect(await isPending(phase.run())).toBe(true);
      expect(effect).not.toHaveBeenCalled();
      expect(phase.executions.ids()).toEqual(['operation']);
    });
  });
});
