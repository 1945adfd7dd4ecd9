import type { TestEvent } from 'node:test/reporters';
import type { SkippedTest, Tally } from './Tally.mts';

/** A reporter for Node's test runner that writes the tally of all files as JSON. */
export default async function* report(
  source: AsyncIterable<TestEvent>,
): AsyncGenerator<string> {
  let passed = 0;
  let failed = 0;
  const skipped: SkippedTest[] = [];
  for await (const event of source) {
    if (event.type === 'test:fail' && event.data.details.type !== 'suite') {
      failed += 1;
    }
    if (event.type === 'test:pass' && event.data.details.type !== 'suite') {
      const { name, skip, todo } = event.data;
      const reason = skip ?? todo;
      if (reason === undefined) {
        passed += 1;
      } else {
        const given = typeof reason === 'string' && reason;
        skipped.push({ name, reason: given || 'skipped by the test' });
      }
    }
  }
  yield JSON.stringify({ passed, failed, skipped } satisfies Tally);
}
