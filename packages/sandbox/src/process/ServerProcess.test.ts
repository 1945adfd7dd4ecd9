import assert from 'node:assert/strict';
import { createServer } from 'node:net';
import { once } from 'node:events';
import { join } from 'node:path';
import { after, describe, it } from 'node:test';
import { removeData, temporaryData } from '../testing/temporaryData.ts';
import { endProcess } from './endProcess.ts';
import { identifyProcess, isRunning } from './processIdentity.ts';
import { ServerProcess, type ServerProcessOptions } from './ServerProcess.ts';

async function optionsFor(script: string): Promise<ServerProcessOptions> {
  const directory = await temporaryData();
  after(() => removeData(directory));
  return {
    name: 'The server',
    command: process.execPath,
    arguments: ['-e', script],
    logFile: join(directory, 'server.log'),
    ready: async () => true,
    readyTimeoutMilliseconds: 10_000,
    async recordProcess() {},
  };
}

describe('ServerProcess', () => {
  it('shows the end of the log of a server that does not start', async () => {
    const options = await optionsFor(
      'console.log("all is well"); console.error("the disk is full"); process.exit(3)',
    );
    await assert.rejects(
      ServerProcess.start({ ...options, ready: async () => false }),
      /The server ended with code 3\.\n[^]*the disk is full/,
    );
  });

  it('says so when the command does not exist', async () => {
    const options = await optionsFor('');
    await assert.rejects(
      ServerProcess.start({ ...options, command: '/nowhere/postgres' }),
      /ENOENT.*\/nowhere\/postgres|\/nowhere\/postgres.*ENOENT/,
    );
  });

  it('gives up on a server that stays although its start has failed', async () => {
    const options = await optionsFor('setInterval(() => {}, 1000)');
    await assert.rejects(
      ServerProcess.start({
        ...options,
        ready: async () => false,
        hasFailed: async () => true,
      }),
      /The server could not start/,
    );
  });

  it('kills a server that does not listen to the request to end', async () => {
    const ready = createServer().listen(0, '127.0.0.1');
    await once(ready, 'listening');
    const options = await optionsFor('');
    const heard = once(ready, 'connection');
    const address = ready.address();
    assert.ok(address && typeof address === 'object');
    const server = await ServerProcess.start({
      ...options,
      arguments: [
        '-e',
        `process.on('SIGTERM', () => {}); require('net').connect(${address.port}, '127.0.0.1'); setInterval(() => {}, 1000)`,
      ],
      // Connected means that it has begun to ignore the signal.
      ready: async () => {
        await heard;
        return true;
      },
      stopTimeoutMilliseconds: 50,
    });
    await server.stop();
    ready.close();
    assert.equal(await identifyProcess(server.pid), undefined);
  });
});

describe('endProcess', () => {
  it('leaves a process alone that only has the number of the one that is meant', async () => {
    const identity = await identifyProcess(process.pid);
    assert.ok(identity);
    const earlier = { ...identity, started: 'another time' };
    assert.equal(await isRunning(earlier), false);
    await endProcess(earlier, 'SIGKILL');
    assert.equal(await isRunning(identity), true);
  });
});
