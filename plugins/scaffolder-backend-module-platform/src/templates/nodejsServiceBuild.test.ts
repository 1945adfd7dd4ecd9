/* eslint jest/no-standalone-expect: ["error", { "additionalTestBlockFunctions": ["itWithNpm"] }] */
import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { findNpm, reasonToSkip } from './__testUtils__/findTool';
import { startScaffolder } from './__testUtils__/startScaffolder';
import { writeFiles } from './__testUtils__/writeFiles';

const npm = findNpm();
const itWithNpm = npm.missing ? it.skip : it;

describe('a service made by nodejs-service', () => {
  let folder: string;
  beforeAll(async () => {
    const scaffolder = await startScaffolder();
    const { files } = await scaffolder.run('nodejs-service', {
      name: 'invoice-service',
      owner: 'group:default/team-payments',
      description: 'Writes "invoices"',
    });
    await scaffolder.stop();
    folder = writeFiles(files);
  });
  afterAll(() => rmSync(folder, { recursive: true, force: true }));

  function run(...args: string[]) {
    // The service needs the Node.js of these tests, and none of their settings.
    const { NODE_OPTIONS: _options, NODE_ENV: _mode, ...rest } = process.env;
    const { status, stdout, stderr } = spawnSync(npm.path, args, {
      cwd: folder,
      encoding: 'utf8',
      env: {
        ...rest,
        PATH: [dirname(process.execPath), process.env.PATH].join(delimiter),
      },
    });
    expect({ args, status, ...(status ? { stdout, stderr } : {}) }).toEqual({
      args,
      status: 0,
    });
    return stdout;
  }

  itWithNpm(
    `installs from its lock, passes its own checks and builds${reasonToSkip(
      npm,
    )}`,
    () => {
      run('ci', '--no-audit', '--no-fund');
      run('run', 'lint');
      expect(run('test')).toMatch(/Tests.* passed/);
      run('run', 'build');
      expect(existsSync(join(folder, 'dist/index.js'))).toBe(true);
    },
    300_000,
  );
});
