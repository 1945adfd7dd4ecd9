import { spawn } from 'node:child_process';

/** What a git command answered. */
export interface GitResult {
  readonly exitCode: number;
  readonly stdout: Buffer;
  readonly stderr: string;
}

/** How to run a git command. */
export interface GitOptions {
  readonly cwd: string;
  readonly environment: NodeJS.ProcessEnv;
  readonly input?: string | Buffer;
}

/** A git command that was expected to succeed and did not. */
export class GitError extends Error {
  readonly stderr: string;

  constructor(message: string, stderr: string) {
    super(message);
    this.name = 'GitError';
    this.stderr = stderr;
  }
}

/** Runs a git command and answers with its exit code, whatever it is. */
export function tryGit(
  args: readonly string[],
  options: GitOptions,
): Promise<GitResult> {
  return new Promise((resolve, reject) => {
    const child = spawn('git', args, {
      cwd: options.cwd,
      env: options.environment,
      stdio: ['pipe', 'pipe', 'pipe'],
    });
    const stdout: Buffer[] = [];
    const stderr: Buffer[] = [];
    child.stdout.on('data', (chunk: Buffer) => stdout.push(chunk));
    child.stderr.on('data', (chunk: Buffer) => stderr.push(chunk));
    // A command that ends before it has read its input is judged by its exit code, not by the broken pipe.
    child.stdin.on('error', () => {});
    child.on('error', reject);
    child.on('close', exitCode =>
      resolve({
        exitCode: exitCode ?? 1,
        stdout: Buffer.concat(stdout),
        stderr: Buffer.concat(stderr).toString('utf8'),
      }),
    );
    child.stdin.end(options.input ?? '');
  });
}

/** Runs a git command that must succeed and answers with its output. */
export async function runGit(
  args: readonly string[],
  options: GitOptions,
): Promise<Buffer> {
  const result = await tryGit(args, options);
  if (result.exitCode !== 0) {
    throw new GitError(
      `git ${args[0]} failed in ${options.cwd}: ${result.stderr.trim()}`,
      result.stderr,
    );
  }
  return result.stdout;
}
