import { execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

/** A backend to measure. */
export interface Backend {
  readonly name: string;
  readonly directory: string;
  readonly entry: string;
  readonly configurations: readonly string[];
  readonly port: number;
}

/** What one start took. */
export interface Start {
  readonly readyMilliseconds: number;
  /** What the process had computed until then, on all cores. Other work on the machine disturbs it less. */
  readonly computedSeconds: number;
  readonly residentMegabytes: number;
}

/** The same loader for both, so that only what is loaded differs. */
export interface MeasureOptions {
  readonly transform: string;
  readonly env: NodeJS.ProcessEnv;
  /** How long to wait after the start until the memory is read. */
  readonly settleMilliseconds: number;
}

async function isReady(port: number): Promise<boolean> {
  try {
    const url = `http://127.0.0.1:${port}/.backstage/health/v1/readiness`;
    return (await fetch(url)).ok;
  } catch {
    return false;
  }
}

function residentMegabytes(pid: number): number {
  const kilobytes = execFileSync('ps', ['-o', 'rss=', '-p', String(pid)]);
  return Number(kilobytes) / 1024;
}

/** The processor time of a process so far, as Linux counts it: in hundredths of a second. */
function computedSeconds(pid: number): number {
  const [, fields] = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ');
  const [user, system] = fields.split(' ').slice(11, 13).map(Number);
  return (user + system) / 100;
}

/** Starts a backend, waits until it is ready, reads its memory, and stops it. */
export async function measureStart(
  { name, directory, entry, configurations, port }: Backend,
  { transform, env, settleMilliseconds }: MeasureOptions,
): Promise<Start> {
  const began = performance.now();
  const child = spawn(
    process.execPath,
    [
      '--require',
      transform,
      entry,
      ...configurations.flatMap(file => ['--config', file]),
    ],
    { cwd: directory, env: { ...env, NODE_ENV: 'production' } },
  );
  let log = '';
  const keep = (text: string) => {
    log = (log + text).slice(-4_000);
  };
  child.stdout.setEncoding('utf8').on('data', keep);
  child.stderr.setEncoding('utf8').on('data', keep);
  try {
    while (!(await isReady(port))) {
      if (child.exitCode !== null || performance.now() - began > 180_000) {
        throw new Error(`${name} did not start:\n${log}`);
      }
      await sleep(25);
    }
    const readyMilliseconds = performance.now() - began;
    const computed = computedSeconds(child.pid ?? 0);
    await sleep(settleMilliseconds);
    return {
      readyMilliseconds,
      computedSeconds: computed,
      residentMegabytes: residentMegabytes(child.pid ?? 0),
    };
  } finally {
    if (child.exitCode === null) {
      child.kill('SIGTERM');
      await once(child, 'exit');
    }
  }
}
