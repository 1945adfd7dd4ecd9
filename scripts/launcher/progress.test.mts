import assert from 'node:assert/strict';
import { test } from 'node:test';
import { formatElapsed, showElapsed } from './progress.mjs';

test('elapsed time is readable', () => {
  assert.equal(formatElapsed(340), '0.3 s');
  assert.equal(formatElapsed(59_949), '59.9 s');
  assert.equal(formatElapsed(200_000), '3 min 20 s');
});

test('each part shows its result and its time, failures too', async () => {
  const lines: string[] = [];
  const options = { write: (line: string) => lines.push(line) };
  await showElapsed('Node', async () => 'v24', {
    ...options,
    describe: (version: string) => version,
  });
  await assert.rejects(
    showElapsed(
      'Packages',
      async () => {
        throw new Error('broken');
      },
      options,
    ),
  );
  assert.match(lines[0], /^ {2}✓ Node: v24 \(\d+\.\d s\)$/);
  assert.match(lines[1], /^ {2}✗ Packages \(\d+\.\d s\)$/);
});
