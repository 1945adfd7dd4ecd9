import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import getPort from 'get-port';
import { z } from 'zod';
import { findChromium } from './findChromium.mts';
import type { Suite } from './Suite.mts';
import { readResults } from './readResults.mts';
import { didNotRun, skipSuite, type Tally } from './Tally.mts';

const testSchema = z.object({
  title: z.string(),
  tests: z.array(
    z.object({
      status: z.enum(['expected', 'unexpected', 'flaky', 'skipped']),
      annotations: z.array(
        z.object({ type: z.string(), description: z.string().optional() }),
      ),
    }),
  ),
});

const fileSchema = z.object({
  specs: z.array(testSchema),
  get suites() {
    return z.array(fileSchema).optional();
  },
});

const resultsSchema = z.object({
  suites: z.array(fileSchema),
  errors: z.array(z.unknown()),
});

type ResultFile = z.infer<typeof fileSchema>;

function specsOf(file: ResultFile): z.infer<typeof testSchema>[] {
  return [...file.specs, ...(file.suites ?? []).flatMap(specsOf)];
}

/** Reads what Playwright wrote; an error outside of a test, such as a portal that does not start, is a failure. */
export function tallyOfPlaywright({
  suites,
  errors,
}: z.infer<typeof resultsSchema>): Tally {
  const tests = suites
    .flatMap(specsOf)
    .flatMap(({ title, tests: runs }) => runs.map(run => ({ title, ...run })));
  const skipped = tests
    .filter(({ status }) => status === 'skipped')
    .map(({ title, annotations }) => ({
      name: title,
      reason:
        annotations.find(({ description }) => description)?.description ??
        'skipped by the test',
    }));
  return {
    passed: tests.filter(({ status }) => status === 'expected').length,
    failed:
      errors.length +
      tests.filter(({ status }) => ['unexpected', 'flaky'].includes(status))
        .length,
    skipped,
  };
}

/** The portal as people use it, in a browser, on a sandbox of its own. */
export const playwrightSuite: Suite = {
  name: 'e2e',
  title: 'End-to-end tests',
  async run({ results, run }) {
    const browser = findChromium();
    if (!browser) {
      return skipSuite(
        'End-to-end tests',
        'no Chromium: install one, name it in PLAYWRIGHT_CHROMIUM, or run "npx playwright install chromium"',
      );
    }
    const file = join(results, 'playwright.json');
    const data = await mkdtemp(join(tmpdir(), 'golden-path-e2e-'));
    // PostgreSQL runs as another user when this runs as root, and has to reach its data.
    await chmod(data, 0o755);
    try {
      await run(
        ['playwright', 'test', '--config', 'e2e', '--reporter', 'list,json'],
        {
          PLAYWRIGHT_CHROMIUM: browser,
          PLAYWRIGHT_JSON_OUTPUT_FILE: file,
          E2E_DATA: data,
          E2E_PORT: String(await getPort()),
        },
      );
    } finally {
      await rm(data, { recursive: true, force: true });
    }
    const found = await readResults(file, resultsSchema);
    return found ? tallyOfPlaywright(found) : didNotRun;
  },
};
