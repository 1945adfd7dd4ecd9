/**
 * `npm test`: every test that this machine can run, on a real PostgreSQL and a real Kubernetes API server that are
 * thrown away afterwards.
 *
 *     npm test              everything
 *     npm test -- unit      one suite: scripts, sandbox, unit or e2e
 */
import { runForeground } from './launcher/runForeground.mjs';
import { root } from './launcher/setUp.mjs';

process.exitCode = await runForeground(
  [
    process.execPath,
    'packages/sandbox/src/index.ts',
    'test-environment',
    '--',
    process.execPath,
    'scripts/test/runSuites.mts',
    ...process.argv.slice(2),
  ],
  { cwd: root, env: process.env },
);
