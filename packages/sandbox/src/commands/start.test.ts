import assert from 'node:assert/strict';
import { access, readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { Client } from 'pg';
import { identifyProcess } from '../process/processIdentity.ts';
import { runCommand, SandboxForTest } from '../testing/SandboxForTest.ts';
import { removeData, temporaryData } from '../testing/temporaryData.ts';

async function query(sandbox: SandboxForTest, statement: string) {
  const { postgresql } = await sandbox.ports();
  const client = new Client({
    host: '127.0.0.1',
    port: postgresql,
    user: 'postgres',
    password: await readFile(join(sandbox.data, 'postgresql/password'), 'utf8'),
    database: 'postgres',
  });
  await client.connect();
  try {
    return (await client.query(statement)).rows;
  } finally {
    await client.end();
  }
}

async function runningOf(processes: readonly number[]): Promise<number[]> {
  const identities = await Promise.all(processes.map(identifyProcess));
  return identities.flatMap(identity => (identity ? [identity.pid] : []));
}

describe('sandbox start', () => {
  it('keeps data, password and port from start to start, and leaves no process behind', async () => {
    const data = await temporaryData();
    after(() => removeData(data));
    const first = await SandboxForTest.start(data, ['postgresql']);
    const ports = await first.ports();
    const processes = await first.processes();
    assert.equal(processes.length, 1);
    await query(first, "CREATE TABLE kept AS SELECT 'still here' AS word");
    assert.equal(await first.end('SIGINT'), 0);
    assert.deepEqual(await runningOf(processes), []);

    const second = await SandboxForTest.start(data, ['postgresql']);
    assert.deepEqual(await second.ports(), ports);
    assert.deepEqual(await query(second, 'SELECT word FROM kept'), [
      { word: 'still here' },
    ]);
    assert.equal(await second.end('SIGTERM'), 0);
  });

  it('ends what a killed start has left running, and goes on with its data', async () => {
    const data = await temporaryData();
    after(() => removeData(data));
    const killed = await SandboxForTest.start(data, ['postgresql']);
    const processes = await killed.processes();
    await query(killed, "CREATE TABLE kept AS SELECT 'still here' AS word");
    await killed.end('SIGKILL');
    assert.deepEqual(await runningOf(processes), processes);

    const next = await SandboxForTest.start(data, ['postgresql']);
    assert.match(
      next.output,
      /Ended what the last start had left running: postgresql/,
    );
    assert.deepEqual(await runningOf(processes), []);
    assert.deepEqual(await query(next, 'SELECT word FROM kept'), [
      { word: 'still here' },
    ]);
    await next.end('SIGINT');
  });

  it('finds the one that runs, and does not forget its data under it', async () => {
    const data = await temporaryData();
    after(() => removeData(data));
    const first = await SandboxForTest.start(data, ['postgresql']);

    const second = await runCommand(['start', '--data', data]);
    assert.equal(second.code, 0);
    assert.match(second.output, /runs already[\s\S]*PostgreSQL +postgresql:/);

    const refused = await runCommand(['reset', '--data', data]);
    assert.equal(refused.code, 1);
    assert.match(refused.output, /Stop it first/);
    assert.equal((await query(first, 'SELECT 1 AS one')).length, 1);

    const stopped = await runCommand(['stop', '--data', data]);
    assert.equal(stopped.code, 0);
    const forgotten = await runCommand(['reset', '--data', data]);
    assert.equal(forgotten.code, 0);
    await assert.rejects(access(data));
  });

  it('does not take, and does not forget, a folder that holds something else', async () => {
    const data = await temporaryData();
    after(() => removeData(data));
    await writeFile(join(data, 'letter.txt'), 'Dear Ana');
    for (const command of ['start', 'reset']) {
      const { code, output } = await runCommand([command, '--data', data]);
      assert.equal(code, 1);
      assert.match(output, /holds something else/);
    }
    assert.deepEqual(await readdir(data), ['letter.txt']);
  });

  it('stops and starts one part alone, and names the parts when there is none of that name', async () => {
    const data = await temporaryData();
    after(() => removeData(data));
    const sandbox = await SandboxForTest.start(data, ['postgresql']);
    const [before] = await sandbox.processes();

    await runCommand(['part', 'stop', 'postgresql', '--data', data]);
    assert.deepEqual(await runningOf([before]), []);
    const status = await runCommand(['status', '--data', data]);
    assert.match(status.output, /PostgreSQL +stopped/);

    const started = await runCommand([
      'part',
      'start',
      'postgresql',
      '--data',
      data,
    ]);
    assert.equal(started.code, 0);
    assert.equal((await query(sandbox, 'SELECT 1 AS one')).length, 1);

    const unknown = await runCommand(['part', 'stop', 'tea', '--data', data]);
    assert.equal(unknown.code, 1);
    assert.match(unknown.output, /no part "tea"; the parts are postgresql/);
    await sandbox.end('SIGINT');
  });
});
