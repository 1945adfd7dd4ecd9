import { createServer } from 'node:http';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { getRequestListener } from '@hono/node-server';
import { Hono } from 'hono';
import type { Supervisor } from './Supervisor.ts';

/** The supervisor's ear. */
export interface ControlServer {
  readonly socket: string;
  stop(): Promise<void>;
}

/**
 * Listens for the other commands on a Unix socket in a folder that only we may enter. It is not in the data folder,
 * because the path of a socket may be no longer than about a hundred characters.
 */
export async function startControlServer(
  supervisor: Supervisor,
): Promise<ControlServer> {
  const routes = new Hono();
  routes.get('/parts', context => context.json(supervisor.report()));
  routes.post('/parts/:name/stop', async context =>
    context.json(await supervisor.stopPart(context.req.param('name'))),
  );
  routes.post('/parts/:name/start', async context =>
    context.json(await supervisor.startPart(context.req.param('name'))),
  );
  routes.onError((error, context) =>
    context.json({ message: error.message }, 400),
  );
  const socket = join(
    await mkdtemp(join(tmpdir(), 'golden-path-')),
    'control.sock',
  );
  const server = createServer(getRequestListener(routes.fetch));
  server.listen(socket);
  await once(server, 'listening');
  return {
    socket,
    async stop() {
      server.closeAllConnections();
      server.close();
      await rm(dirname(socket), { recursive: true, force: true });
    },
  };
}
