/**
 * The Argo CD API servers of a measurement, in a process of their own: three instances, a route that does nothing, and
 * a route by which the measurement says what they serve.
 *
 *     node argoCdServers.mts <port of the control> <token>
 */
import { createServer } from 'node:http';
import { json } from 'node:stream/consumers';
import { applicationOf } from './applicationOf.mts';
import { ArgoCdServer } from './ArgoCdServer.mts';
import { instanceOf, type Fleet } from './fleet.mts';

/** What the measurement sends. */
export interface ServersOrder {
  readonly fleet?: Fleet;
  readonly delayMilliseconds?: number;
}

const port = Number(process.argv[2]);
const token = process.argv[3];
const servers = await Promise.all(
  [1, 2, 3].map(
    async number => await ArgoCdServer.start({ port: port + number, token }),
  ),
);

function serve(fleet: Fleet): void {
  const parts = servers.map(() => [] as ReturnType<typeof applicationOf>[]);
  for (let index = 0; index < fleet.applications; index += 1) {
    parts[instanceOf(fleet, index)].push(applicationOf(fleet, index));
  }
  servers.forEach((server, instance) => server.load(parts[instance]));
}

const noop = JSON.stringify({ ok: true });

createServer(async (request, response) => {
  response.setHeader('Content-Type', 'application/json');
  if (request.method === 'POST') {
    // Only the measurement talks to this port.
    const order = (await json(request)) as ServersOrder;
    if (order.fleet) {
      serve(order.fleet);
    }
    servers.forEach(server => server.delay(order.delayMilliseconds ?? 0));
  } else if (request.url === '/noop') {
    response.end(noop);
    return;
  }
  response.end(
    JSON.stringify(
      servers.reduce(
        (sum, { counters }) => ({
          requests: sum.requests + counters.requests,
          bytes: sum.bytes + counters.bytes,
        }),
        { requests: 0, bytes: 0 },
      ),
    ),
  );
}).listen(port, '127.0.0.1', () => process.send?.('ready'));
// The measurement ended without ending this.
process.on('disconnect', () => process.exit());
