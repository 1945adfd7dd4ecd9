import { execFile } from 'node:child_process';
import { resolve } from 'node:path';
import { promisify } from 'node:util';

const root = resolve(__dirname, '../..');

/** Stops or starts one part of the sandbox that the tests run against. */
export async function sandboxPart(
  verb: 'stop' | 'start',
  part: 'kubernetes' | 'github',
): Promise<void> {
  const data = process.env.E2E_DATA ? ['--data', process.env.E2E_DATA] : [];
  await promisify(execFile)(
    process.execPath,
    ['packages/sandbox/src/index.ts', 'part', verb, part, ...data],
    { cwd: root },
  );
}
