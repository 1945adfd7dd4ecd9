import assert from 'node:assert/strict';
import { after, describe, it } from 'node:test';
import { removeData, temporaryData } from '../testing/temporaryData.ts';
import { SandboxState } from '../data/SandboxState.ts';
import type { Part } from '../part.ts';
import { Supervisor } from './Supervisor.ts';

interface Story {
  readonly events: string[];
  readonly failures: string[];
}

function partNamed(
  name: string,
  events: string[],
  overrides: Partial<Part> = {},
): Part {
  return {
    name,
    title: `The ${name}`,
    async start() {
      events.push(`start ${name}`);
      return {
        environment: {},
        location: `at ${name}`,
        async stop() {
          events.push(`stop ${name}`);
        },
      };
    },
    ...overrides,
  };
}

async function supervise(parts: readonly Part[], story: Story) {
  const dataDirectory = await temporaryData();
  after(() => removeData(dataDirectory));
  return await Supervisor.prepare({
    parts,
    dataDirectory,
    state: await SandboxState.read(dataDirectory),
    onStatus: (part, status) => {
      if (status.state === 'failed') {
        story.failures.push(`${part.name}: ${status.reason}`);
      }
    },
  });
}

describe('Supervisor', () => {
  it('starts a part after those it waits for, and stops it before them', async () => {
    const story: Story = { events: [], failures: [] };
    const supervisor = await supervise(
      [
        partNamed('database', story.events),
        partNamed('portal', story.events, { needs: ['database'] }),
      ],
      story,
    );
    await supervisor.start();
    await supervisor.stop();
    assert.deepEqual(story.events, [
      'start database',
      'start portal',
      'stop portal',
      'stop database',
    ]);
  });

  it('says once why a part failed, leaves out what needs it, and goes on with the rest', async () => {
    const story: Story = { events: [], failures: [] };
    const supervisor = await supervise(
      [
        partNamed('cluster', story.events, {
          async start() {
            throw new Error('There is no Go. Install it.');
          },
        }),
        partNamed('players', story.events, { needs: ['cluster'] }),
        partNamed('portal', story.events, { after: ['cluster'] }),
      ],
      story,
    );
    await supervisor.start();
    assert.deepEqual(story.failures, [
      'cluster: There is no Go. Install it.',
      'players: not started, because it needs: The cluster',
    ]);
    assert.deepEqual(story.events, ['start portal']);
    await supervisor.stop();
  });

  it('does not let a slow part delay the others, who know its address already', async () => {
    const story: Story = { events: [], failures: [] };
    let finish = () => {};
    const slow = new Promise<void>(resolve => {
      finish = resolve;
    });
    let seen: string | undefined;
    const supervisor = await supervise(
      [
        partNamed('cluster', story.events, {
          prepare: async () => ({ SANDBOX_CLUSTER_URL: 'https://cluster' }),
          async start() {
            await slow;
            return { environment: {}, location: 'there', async stop() {} };
          },
        }),
        partNamed('portal', story.events, {
          async start({ environment }) {
            seen = environment.get('SANDBOX_CLUSTER_URL');
            return { environment: {}, location: 'there', async stop() {} };
          },
        }),
      ],
      story,
    );
    const started = supervisor.start();
    assert.equal((await supervisor.settled('portal')).state, 'running');
    assert.equal(seen, 'https://cluster');
    assert.equal(supervisor.report()[0].status.state, 'starting');
    finish();
    await started;
    await supervisor.stop();
  });

  it('ends a part that is still starting when it is told to stop', async () => {
    const story: Story = { events: [], failures: [] };
    const supervisor = await supervise(
      [
        partNamed('build', story.events, {
          start: ({ signal }) =>
            new Promise((_, reject) => {
              signal.addEventListener('abort', () => reject(signal.reason));
            }),
        }),
      ],
      story,
    );
    const started = supervisor.start();
    // The start begins in a later turn.
    await new Promise(setImmediate);
    await supervisor.stop();
    await started;
    assert.equal(supervisor.report()[0].status.state, 'stopped');
    assert.deepEqual(story.failures, []);
  });

  it('reports a part that stops by itself, and leaves it alone when it had just started', async () => {
    const story: Story = { events: [], failures: [] };
    const ends: ((reason: string) => void)[] = [];
    const supervisor = await supervise(
      [
        partNamed('database', story.events, {
          async start() {
            return {
              environment: {},
              location: 'there',
              stopped: new Promise<string>(resolve => ends.push(resolve)),
              async stop() {},
            };
          },
        }),
      ],
      story,
    );
    await supervisor.start();
    ends[0]('PostgreSQL was ended by SIGKILL');
    // A command waits for what the part is busy with.
    await new Promise(setImmediate);
    const status = await supervisor.stopPart('database');
    assert.equal(status.state, 'failed');
    assert.equal(story.failures.length, 1);
    assert.match(story.failures[0], /ended by SIGKILL; it is left stopped/);
    assert.equal((await supervisor.startPart('database')).state, 'running');
    await supervisor.stop();
  });
});
