import { runSeed } from './runSeed';
import { Simulation } from './Simulation';

/**
 * `GOLDEN_PATH_SIMULATION_SEED=<number>` runs that seed alone; `GOLDEN_PATH_SIMULATION_SEEDS=<number>` runs so many
 * more of them, as at night.
 */
const only = process.env.GOLDEN_PATH_SIMULATION_SEED;
const count = Number(process.env.GOLDEN_PATH_SIMULATION_SEEDS ?? 2_000);

describe('Reflector in a simulated world', () => {
  it('R1, R2, R3, R4, R5, R6: equals the truth after any faults, with bounded requests', async () => {
    const seeds = only ? [Number(only)] : Array.from({ length: count }).keys();
    const failures: string[] = [];
    for (const seed of seeds) {
      const problems = await runSeed(
        seed,
        only ? line => process.stdout.write(`${line}\n`) : undefined,
      );
      if (problems.length > 0) {
        failures.push(
          `GOLDEN_PATH_SIMULATION_SEED=${seed}: ${problems.join('; ')}`,
        );
      }
      if (failures.length === 5) {
        break;
      }
    }
    expect(failures).toEqual([]);
  }, 600_000);

  it('R1: stays true through 1,000 resets, and lists once', async () => {
    const simulation = new Simulation({ seed: 1 });
    const { cluster, random, server } = simulation;
    for (let reset = 0; reset < 1_000; reset++) {
      for (let change = 0; change < 5; change++) {
        cluster.put(`thing-${Math.floor(random.between(0, 12))}`);
        await simulation.pass(random.between(0.2, 12));
      }
      server.resetAll();
    }
    await simulation.pass(60);
    expect(await simulation.finish()).toEqual([]);
    expect(server.record.finishedLists).toBe(1);
    expect(server.record.mostRequestsWithin(60_000)).toBeLessThanOrEqual(60);
  });

  it('R4: asks a server that refuses for 5 minutes ever more rarely, and is back within 30 s', async () => {
    const simulation = new Simulation({ seed: 4 });
    const { cluster, reflector, server, weather } = simulation;
    await simulation.pass(30);
    weather.kind = 'no connection';
    server.resetAll();
    const before = server.record.requests.length;
    await simulation.pass(300);
    expect(reflector.status().state).toBe('stale');
    expect(server.record.requests.length - before).toBeLessThanOrEqual(40);
    cluster.put('late');
    weather.kind = 'calm';
    await simulation.pass(32);
    expect(await simulation.finish()).toEqual([]);
  });

  it('R7: lists once, and stays live, when only bookmarks come for 2 hours', async () => {
    const simulation = new Simulation({ seed: 7 });
    const { reflector, server } = simulation;
    await simulation.pass(1);
    const events: string[] = [];
    reflector.subscribe(({ type }) => events.push(type));
    await simulation.pass(2 * 60 * 60);
    expect(events).toEqual([]);
    expect(reflector.metrics()).toMatchObject({ lists: 1, historyChecks: 0 });
    expect(reflector.metrics().events.BOOKMARK).toBeGreaterThan(60);
    expect(await simulation.finish()).toEqual([]);
    expect(server.record.finishedLists).toBe(1);
  });
});
