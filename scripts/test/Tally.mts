/** A test that did not run, and why. */
export interface SkippedTest {
  readonly name: string;
  readonly reason: string;
}

/** What a suite of tests found. */
export interface Tally {
  readonly passed: number;
  readonly failed: number;
  readonly skipped: readonly SkippedTest[];
}

/** A suite that could not even run counts as one failure, so that a broken set-up never looks green. */
export const didNotRun: Tally = { passed: 0, failed: 1, skipped: [] };

/** A whole suite that this machine cannot run. */
export function skipSuite(name: string, reason: string): Tally {
  return { passed: 0, failed: 0, skipped: [{ name, reason }] };
}

export function sumTallies(tallies: readonly Tally[]): Tally {
  return {
    passed: tallies.reduce((sum, tally) => sum + tally.passed, 0),
    failed: tallies.reduce((sum, tally) => sum + tally.failed, 0),
    skipped: tallies.flatMap(tally => tally.skipped),
  };
}

/** The line that a test run ends with. */
export function summaryLine({ passed, failed, skipped }: Tally): string {
  const line = `${passed} passed, ${failed} failed`;
  return skipped.length ? `${line}, ${skipped.length} skipped` : line;
}
