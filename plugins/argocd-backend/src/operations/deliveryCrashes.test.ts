import {
  Crash,
  OperationHarness,
  overlayOf,
  overlayPath,
} from '../__testUtils__/OperationHarness';

const staging = { environment: 'staging', image: 'v1.9.0' };
const production = { environment: 'production', image: 'v1.9.0' };

/** Runs a deployment whose process dies at one effect, and runs it again as another process would. */
async function runWithCrash(
  kind: string,
  input: Record<string, string | number>,
  crash: { act: number; when: 'before' | 'after' },
) {
  const harness = OperationHarness.create();
  const first = harness.repository.head.sha;
  harness.argoCd.change('orders-production', {
    application: { history: [{ id: 1, revision: first, automated: false }] },
  });
  if (kind === 'roll-back') {
    await harness.run('deploy', production, 'op-0');
  }
  const before = {
    commits: harness.repository.written.length,
    syncs: countSyncs(harness),
  };
  const { details } = await harness.plan(kind, input);
  const definition = harness.definition(kind);
  const run = {
    id: 'op-1',
    kind,
    // A schema of an input describes JSON.
    input: definition.input.parse(input) as Record<string, string>,
    details,
  };
  harness.crashAt(crash.act, crash.when);
  const crashed = await harness.runPhases(definition.phases, run).then(
    () => false,
    error => {
      expect(error).toBeInstanceOf(Crash);
      return true;
    },
  );
  const again = await harness.runPhases(definition.phases, run);
  return {
    crashed,
    again,
    harness,
    commits: harness.repository.written.length - before.commits,
    syncs: countSyncs(harness) - before.syncs,
  };
}

function countSyncs({ argoCd }: OperationHarness): number {
  return argoCd.requests.filter(({ type }) => type === 'sync').length;
}

describe('a process that dies', () => {
  const acts = [1, 2, 3, 4];
  const points = acts.flatMap(act => [
    { act, when: 'before' as const },
    { act, when: 'after' as const },
  ]);
  const kinds: [string, Record<string, string | number>, string][] = [
    ['deploy', production, 'v1.9.0'],
    ['promote', { environment: 'production' }, 'v1.8.2'],
    ['roll-back', { environment: 'production', historyId: 1 }, 'v1.8.0'],
  ];

  it.each(
    kinds.flatMap(([kind, input, version]) =>
      points.map(point => [kind, point, { input, version }] as const),
    ),
  )(
    'R10: leaves %s at %j done once',
    async (kind, point, { input, version }) => {
      const result = await runWithCrash(kind, input, point);
      expect(result).toMatchObject({ crashed: true, commits: 1, syncs: 1 });
      expect(result.again.messages.healthy).toBe(
        `${version} runs, and it is healthy.`,
      );
      expect(
        result.harness.repository.contentOf(overlayPath('production')),
      ).toBe(overlayOf(version));
    },
  );

  it('R10: has no effect but those that were swept', async () => {
    const harness = OperationHarness.create();
    await harness.run('deploy', production);
    expect(harness.acts).toBe(acts.length);
  });

  // Argo CD syncs staging by itself, so that there is one effect less.
  it.each(points.filter(({ act }) => act < acts.length))(
    'R10: leaves a pull request at %j opened once',
    async point => {
      const harness = OperationHarness.create({
        delivery: { default: 'pull-request', environments: {} },
      });
      const { details } = await harness.plan('deploy', staging);
      const { phases } = harness.definition('deploy');
      const run = { id: 'op-1', kind: 'deploy', details };
      harness.onWait = () => {
        if (harness.repository.pullRequests[0]?.state === 'open') {
          harness.repository.merge(1);
        }
      };
      harness.crashAt(point.act, point.when);
      await expect(harness.runPhases(phases, run)).rejects.toThrow(Crash);
      await harness.runPhases(phases, run);
      expect(harness.repository.pullRequests).toHaveLength(1);
      expect(harness.repository.written).toHaveLength(1);
    },
  );
});
