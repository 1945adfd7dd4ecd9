import assert from 'node:assert/strict';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { describe, it } from 'node:test';
import getPort from 'get-port';
import { choosePort } from './choosePort.ts';

async function occupy(port: number) {
  const server = createServer().listen(port, '127.0.0.1');
  await once(server, 'listening');
  return server;
}

describe('choosePort', () => {
  it('takes the preferred port, or the next free one when it is busy', async () => {
    const preferred = await getPort({ reserve: false });
    const server = await occupy(preferred);
    try {
      const port = await choosePort({ preferred });
      assert.ok(port > preferred && port < preferred + 200, `${port}`);
    } finally {
      server.close();
    }
  });

  it('prefers the port of the last start', async () => {
    const last = await getPort({ exclude: [7007] });
    const server = await occupy(last);
    server.close();
    await once(server, 'close');
    // Within this process get-port does not give the same port twice in a row, so the preferred one serves as the last.
    assert.equal(
      await choosePort({ last: last + 1, preferred: 7007 }),
      last + 1,
    );
  });
});
