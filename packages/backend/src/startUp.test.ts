/** @jest-environment node */
import { spawn } from 'node:child_process';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { stringify } from 'yaml';

const postgres = process.env.GOLDEN_PATH_TEST_POSTGRES;
const describeWithPostgres = postgres ? describe : describe.skip;
const reason = postgres
  ? ''
  : ' (skipped: GOLDEN_PATH_TEST_POSTGRES is not set)';

/** Runs the whole backend with the given configuration on top until it ends by itself, and returns what it said. */
async function outputOf(config: object): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'golden-path-backend-'));
  try {
    const file = join(directory, 'app-config.yaml');
    await writeFile(file, stringify(config));
    const backend = spawn(
      process.execPath,
      [
        '--require',
        require.resolve('@backstage/cli/config/nodeTransform.cjs'),
        'src/index',
        '--config',
        resolve(__dirname, '../../../app-config.yaml'),
        '--config',
        file,
      ],
      {
        cwd: resolve(__dirname, '..'),
        env: { ...process.env, NODE_ENV: 'production', NODE_OPTIONS: '' },
        // A backend that does not end is this test's failure; it must not outlive it.
        timeout: 100_000,
        killSignal: 'SIGKILL',
      },
    );
    let output = '';
    backend.stdout.on('data', chunk => (output += chunk));
    backend.stderr.on('data', chunk => (output += chunk));
    await new Promise(ended => backend.on('close', ended));
    return output;
  } finally {
    await rm(directory, { recursive: true });
  }
}

describeWithPostgres('the start of the backend', () => {
  it(`fails for a misspelt key of the platform or of Argo CD, and names each${reason}`, async () => {
    const output = await outputOf({
      app: { baseUrl: 'http://localhost:7007' },
      auth: { session: { secret: 'only-for-this-test' } },
      backend: {
        baseUrl: 'http://localhost:7007',
        listen: { host: '127.0.0.1', port: 0 },
        database: { client: 'pg', connection: postgres },
      },
      platform: { enviroments: [] },
      argocd: { instnaces: [] },
    });
    expect(output).toContain('platform.enviroments');
    expect(output).toContain('argocd.instnaces');
  }, 120_000);
});
