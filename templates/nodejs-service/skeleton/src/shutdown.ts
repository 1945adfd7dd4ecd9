import type { Server } from 'node:http';
import { setTimeout as wait } from 'node:timers/promises';
import type { Logger } from 'pino';
import type { Config } from './config.ts';
import type { Readiness } from './routes/health.ts';

/** What has to stop, and how long that may take. */
export interface ShutdownOptions {
  readonly server: Server;
  readonly readiness: Readiness;
  readonly logger: Logger;
  readonly limits: Config['shutdown'];
}

/**
 * Stops without dropping a request: first say "not ready" and go on serving
 * while load balancers notice, then take no new connection and let the open
 * requests end. What has not ended when the time is up is cut off.
 */
export async function shutDown(options: ShutdownOptions): Promise<void> {
  const { server, readiness, logger, limits } = options;
  readiness.ready = false;
  logger.info({ drainMs: limits.drainMs }, 'shutting down: draining');
  await wait(limits.drainMs);

  const cutOff = setTimeout(() => {
    logger.warn('shutting down: open requests are cut off');
    server.closeAllConnections();
  }, limits.timeoutMs);
  await new Promise<void>(resolve => {
    server.close(() => {
      resolve();
    });
  });
  clearTimeout(cutOff);
  logger.info('shut down');
}
