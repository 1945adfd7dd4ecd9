import { execFile } from 'node:child_process';
import { readFile } from 'node:fs/promises';
import { promisify } from 'node:util';

/** The name of the program that a process runs; `undefined` when there is no such process. */
export async function commandOf(pid: string): Promise<string | undefined> {
  try {
    if (process.platform === 'linux') {
      return (await readFile(`/proc/${pid}/comm`, 'utf8')).trim();
    }
    const { stdout } = await promisify(execFile)('ps', [
      '-o',
      'comm=',
      '-p',
      pid,
    ]);
    return stdout.trim();
  } catch {
    return undefined;
  }
}
