import { once } from 'node:events';
import { createServer, get } from 'node:http';
import type { AddressInfo } from 'node:net';
import { pino } from 'pino';
import { describe, expect, it } from 'vitest';
import { shutDown } from '../src/shutdown.ts';

const logger = pino({ level: 'silent' });

async function startServer() {
  const arrived = Promise.withResolvers<() => void>();
  const server = createServer((_request, response) => {
    arrived.resolve(() => response.end('done'));
  });
  server.listen(0);
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const answer = new Promise<string>((resolve, reject) => {
    get({ port, agent: false }, response => {
      response.setEncoding('utf8').on('data', resolve);
    }).on('error', reject);
  });
  return { server, answer, finish: await arrived.promise };
}

describe('shutDown', () => {
  it('lets an open request end', async () => {
    const { server, answer, finish } = await startServer();
    const readiness = { ready: true };
    const stopped = shutDown({
      server,
      readiness,
      logger,
      limits: { drainMs: 0, timeoutMs: 10_000 },
    });
    expect(readiness.ready).toBe(false);
    finish();
    expect(await answer).toBe('done');
    await stopped;
    expect(server.listening).toBe(false);
  });

  it('cuts off a request that does not end', async () => {
    const { server, answer } = await startServer();
    const cutOff = expect(answer).rejects.toThrow(/socket hang up/);
    await shutDown({
      server,
      readiness: { ready: true },
      logger,
      limits: { drainMs: 0, timeoutMs: 1 },
    });
    await cutOff;
  });
});
