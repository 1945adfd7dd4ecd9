/**
 * How long a stock Backstage and the portal take until they are ready, and how much memory they hold then: in turns, on
 * the same machine, in the same run. The first start of each makes the databases and is shown by itself.
 *
 *     yarn install && yarn backends [rounds]
 */
import { rmSync } from 'node:fs';
import { loadavg, tmpdir } from 'node:os';
import { join } from 'node:path';
import { measureStart, type Start } from './Backend.mts';
import { backendsToMeasure, root } from './backendsToMeasure.mts';
import { prepareCluster } from './prepareCluster.mts';

function required(name: string): string {
  const value = process.env[name];
  if (!value) {
    throw new Error(
      `${name} is not set: run "yarn backends", which starts a database and a cluster for the measurement.`,
    );
  }
  return value;
}

function median(numbers: readonly number[]): number {
  const sorted = numbers.toSorted((left, right) => left - right);
  const middle = Math.floor(sorted.length / 2);
  return sorted.length % 2
    ? sorted[middle]
    : (sorted[middle - 1] + sorted[middle]) / 2;
}

const rounds = Number(process.argv[2] ?? 5);
const folder = join(tmpdir(), `golden-path-benchmark-${process.pid}`);
const backends = backendsToMeasure({
  folder,
  postgres: new URL(required('GOLDEN_PATH_TEST_POSTGRES')),
  cluster: prepareCluster({
    kubectl: required('GOLDEN_PATH_TEST_KUBECTL'),
    kubeconfig: required('GOLDEN_PATH_TEST_KUBECONFIG'),
    definitions: join(
      root,
      'packages/sandbox/src/crds/applications.argoproj.io.yaml',
    ),
  }),
  ports: [17_201, 17_202],
});
const options = {
  transform: join(root, 'node_modules/@backstage/cli/config/nodeTransform.cjs'),
  env: process.env,
  settleMilliseconds: 5_000,
};

const results: Record<'stock' | 'portal', Start[]> = { stock: [], portal: [] };
for (let round = 0; round <= rounds; round += 1) {
  for (const key of ['stock', 'portal'] as const) {
    const start = await measureStart(backends[key], options);
    results[key].push(start);
    console.log(
      `${round ? `round ${round}` : 'first start'}, ${
        backends[key].name
      }: ready in ${(start.readyMilliseconds / 1000).toFixed(
        2,
      )} s, computed ${start.computedSeconds.toFixed(
        2,
      )} s, ${start.residentMegabytes.toFixed(
        0,
      )} MB; load of the machine ${loadavg()[0].toFixed(1)}`,
    );
  }
}
rmSync(folder, { recursive: true });

const medianOf = (key: 'stock' | 'portal', value: (start: Start) => number) =>
  median(results[key].slice(1).map(value));
for (const [what, unit, value] of [
  ['ready', 's', (start: Start) => start.readyMilliseconds / 1000],
  ['computed until ready', 's', (start: Start) => start.computedSeconds],
  ['resident memory', 'MB', (start: Start) => start.residentMegabytes],
] as const) {
  const stock = medianOf('stock', value);
  const portal = medianOf('portal', value);
  console.log(
    `median ${what}: stock ${stock.toFixed(2)} ${unit}, portal ${portal.toFixed(
      2,
    )} ${unit}, ratio ${(portal / stock).toFixed(2)}`,
  );
}
