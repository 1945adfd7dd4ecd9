import { tailOfFile } from '../process/tailOfFile.ts';

/** Whether every plugin of the portal has started. */
export async function isPortalReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/.backstage/health/v1/readiness`, {
    signal: AbortSignal.timeout(5_000),
  });
  await response.body?.cancel();
  return response.ok;
}

/** Whether the portal has given up: when a plugin does not start, it says so in its log but the process may stay. */
export async function portalStartHasFailed(logFile: string): Promise<boolean> {
  const failures = await tailOfFile(logFile, {
    lineCount: 1,
    isWorthShowing: line => line.includes('BackendStartupError'),
  });
  return failures !== '';
}

/** Whether a line of the portal's log tells of something that went wrong. */
export function isProblem(line: string): boolean {
  return !/"level":"(info|warn)"/.test(line);
}
