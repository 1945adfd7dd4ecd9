import { spawnSync } from 'node:child_process';
import { existsSync, rmSync } from 'node:fs';
import { delimiter, dirname, join } from 'node:path';
import { findNpm, itWith } from './__testUtils__/findTool';
import { startScaffolder } from './__testUtils__/startScaffolder';
import { writeFiles } from './__testUtils__/writeFiles';

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

  function npm(path: string, args: string[]) {
    // The service needs the Node.js of these tests, and none of their settings.
    const { NODE_OPTIONS: _options, NODE_ENV: _mode, ...rest } = process.env;
    const { status, stdout, stderr } = spawnSync(path, args, {
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

  itWith(findNpm())(
    'installs from its lock, passes its own checks and builds',
    path => {
      npm(path, ['ci', '--no-audit', '--no-fund']);
      npm(path, ['run', 'lint']);
      expect(npm(path, ['test'])).toMatch(/Tests.* passed/);
      npm(path, ['run', 'build']);
      expect(existsSync(join(folder, 'dist/index.js'))).toBe(true);
    },
    300_000,
  );
});
