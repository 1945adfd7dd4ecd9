import type { Tally } from './Tally.mts';

/** What a suite gets from the test run. */
export interface SuiteContext {
  readonly root: string;
  /** Where suites leave their machine-readable results; empty at the start. */
  readonly results: string;
  /** Runs a command in the terminal and returns its exit code. */
  run(
    command: readonly string[],
    env?: Readonly<Record<string, string>>,
  ): Promise<number>;
}

/** Tests that one runner runs. */
export interface Suite {
  readonly name: string;
  readonly title: string;
  run(context: SuiteContext): Promise<Tally>;
}
