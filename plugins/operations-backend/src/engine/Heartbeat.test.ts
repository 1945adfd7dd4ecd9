import { mockServices } from '@backstage/backend-test-utils';
import { Heartbeat } from './Heartbeat';

/** A heart that beats when the test says so. */
function setUp(now: { milliseconds: number }) {
  let fails = false;
  const onRecovery = jest.fn();
  const look = jest.fn(async () => {});
  let waiting: (() => void)[] = [];
  const heartbeat = Heartbeat.create({
    logger: mockServices.logger.mock(),
    intervalSeconds: 1,
    steadySeconds: 10,
    beat: async () => {
      if (fails) {
        throw new Error('connection terminated');
      }
    },
    look,
    onRecovery,
    now: () => now.milliseconds,
    delay: (_, signal) =>
      new Promise(resolve => {
        waiting.push(resolve);
        signal.addEventListener('abort', () => resolve());
      }),
  });
  return {
    heartbeat,
    look,
    onRecovery,
    /** The next beat, after some seconds. */
    async beat(seconds: number, options = { fails: false }) {
      now.milliseconds += seconds * 1000;
      fails = options.fails;
      const due = waiting;
      waiting = [];
      due.forEach(resolve => resolve());
      await new Promise(setImmediate);
    },
  };
}

describe('Heartbeat', () => {
  it('takes nobody for dead until it beats steadily after an outage, or after it was paused itself', async () => {
    const { heartbeat, beat, look, onRecovery } = setUp({ milliseconds: 0 });
    heartbeat.start();
    await new Promise(setImmediate);
    await beat(1);
    expect(heartbeat.isSteady).toBe(true);
    expect(look).toHaveBeenCalledTimes(2);

    await beat(1, { fails: true });
    expect(heartbeat.isSteady).toBe(false);
    await beat(30);
    expect(onRecovery).toHaveBeenCalledTimes(1);
    expect(heartbeat.isSteady).toBe(false);
    await beat(9);
    expect(heartbeat.isSteady).toBe(false);
    await beat(1);
    expect(heartbeat.isSteady).toBe(true);

    await beat(11);
    expect(heartbeat.isSteady).toBe(false);
    expect(onRecovery).toHaveBeenCalledTimes(1);
    await heartbeat.stop();
    await beat(1);
    expect(look).toHaveBeenCalledTimes(7);
  });
});
