import { execFile } from 'node:child_process';
import { promisify } from 'node:util';

const execute = promisify(execFile);
const largestOutput = 64 * 1024 * 1024;

/** What a command complained of: its first line that says so, else its last. */
function complaintOf(error: Error): string {
  const stderr = 'stderr' in error ? String(error.stderr).trim() : '';
  const lines = stderr.split('\n');
  const complaint = lines.find(line => /^(fatal|error|remote):/i.test(line));
  return complaint ?? (lines.at(-1) || error.message);
}

/** Runs a command and gives what it wrote. It fails with what the command complained of, not with its arguments. */
export async function runCommand(
  command: string,
  args: readonly string[],
  options: {
    signal: AbortSignal;
    timeoutMilliseconds: number;
    environment?: Readonly<Record<string, string>>;
  },
): Promise<string> {
  const { signal, timeoutMilliseconds, environment } = options;
  try {
    const { stdout } = await execute(command, [...args], {
      signal,
      timeout: timeoutMilliseconds,
      maxBuffer: largestOutput,
      env: { ...process.env, ...environment },
    });
    return stdout;
  } catch (error) {
    signal.throwIfAborted();
    throw error instanceof Error
      ? new Error(complaintOf(error), { cause: error })
      : error;
  }
}
