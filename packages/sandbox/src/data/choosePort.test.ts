import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer, type Server } from 'node:net';
import { describe, it } from 'node:test';
import { choosePort } from './choosePort.ts';

async function listenOnFreePort(): Promise<{ port: number; server: Server }> {
  const server = createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const address = server.address();
  assert.ok(address && typeof address === 'object');
  return { port: address.port, server };
}

describe('choosePort', () => {
  it('takes the next free port when the preferred one is busy', async () => {
    const { port: preferred, server } = await listenOnFreePort();
    try {
      const port = await choosePort({ preferred });
      assert.notEqual(port, preferred);
    } finally {
      server.close();
    }
  });

  it('prefers the port of the last start to the usual one', async () => {
    const { port: last, server } = await listenOnFreePort();
    server.close();
    await once(server, 'close');
    assert.equal(await choosePort({ last, preferred: 7007 }), last);
  });
});
