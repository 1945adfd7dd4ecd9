/**
 * What Argo CD deploys, asked of the portal and of the public plugins side by side: on the same machine, in the same
 * run, in turns. Writes `results.json` as it goes, and the tables of the README at the end.
 *
 *     yarn install && yarn measure [--quick] [--only start,entity,fleet,freshness]
 */
import { join } from 'node:path';
import { seed } from './applicationOf.mts';
import { createRandom } from './createRandom.mts';
import { environments } from './fleet.mts';
import { Laboratory } from './Laboratory.mts';
import { measureFleetSize } from './measureFleetSize.mts';
import { measureStart } from './measureStart.mts';
import type { Measurement } from './Measurement.mts';
import { readSettings } from './readSettings.mts';
import { Results } from './Results.mts';
import { writeTables } from './writeTables.mts';

const settings = readSettings(process.argv.slice(2));
const began = Date.now();
let part = 'preparing';
const say = (text: string) => {
  const seconds = Math.round((Date.now() - began) / 1_000);
  console.log(`${String(seconds).padStart(5)} s  ${part}: ${text}`);
};

const results = Results.create(
  join(
    import.meta.dirname,
    settings.isQuick ? '.cache/quick.json' : 'results.json',
  ),
  settings,
);
say('filling the catalog');
const laboratory = await Laboratory.open({
  port: settings.port,
  services: Math.ceil(Math.max(...settings.sizes) / environments.length),
  callers: settings.callers,
});
/** Runs a part if there is time left for it; one that fails does not end the others. */
async function attempt(name: string, work: () => Promise<void>): Promise<void> {
  part = name;
  if (Date.now() - began > settings.minutes * 60_000) {
    results.leaveOut(name, `not begun after ${settings.minutes} minutes`);
    return;
  }
  try {
    await work();
    say('done');
  } catch (error) {
    process.exitCode = 1;
    say(`failed: ${error}`);
    results.leaveOut(name, String(error));
  }
}

const measurement: Measurement = {
  attempt,
  laboratory,
  settings,
  results,
  say,
  random: createRandom(seed),
};

try {
  const largest = { applications: Math.max(...settings.sizes), instances: 1 };
  if (settings.phases.includes('start')) {
    await attempt(
      'start',
      async () => await measureStart(measurement, largest),
    );
  }
  for (const applications of settings.sizes) {
    for (const instances of settings.instances) {
      await attempt(`${applications} on ${instances}`, async () => {
        await measureFleetSize(measurement, { applications, instances });
      });
    }
  }
  results.finish();
  if (!settings.isQuick) {
    writeTables(results.content);
  }
} finally {
  await laboratory.close();
}
// What is still about to start must not keep the others waiting.
process.exit();
