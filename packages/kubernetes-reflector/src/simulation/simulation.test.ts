import { runSeed } from './runSeed';

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
});
