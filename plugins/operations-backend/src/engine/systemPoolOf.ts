import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { Pool, type PoolClient } from 'pg';

/** Connections for the engine's own tables. */
export interface SystemPool {
  readonly pool: Pool;
  /**
   * Breaks all connections, so that what waits for an answer on one is repeated on a new one. After an outage some may
   * lead to a server that is gone, and the network would take a quarter of an hour to say so.
   */
  breakConnections(): void;
}

interface ConnectionSettings {
  readonly password?: string;
  readonly options?: string;
}

/** Connections to the database that the plugin has. */
export function systemPoolOf(knex: Knex, logger: LoggerService): SystemPool {
  const { client } = knex;
  const settings: ConnectionSettings = client.connectionSettings;
  const { connection, role } = client.config;
  const pool = new Pool({
    ...settings,
    // Knex hides the password from those who copy the settings. Those of a cloud live for an hour.
    password:
      typeof connection === 'function'
        ? async () => (await connection()).password
        : settings.password,
    options: role
      ? `${settings.options ?? ''} -c role=${role}`.trim()
      : settings.options,
    max: 10,
    connectionTimeoutMillis: 5_000,
    keepAlive: true,
  });
  const clients = new Set<PoolClient>();
  pool.on('connect', added => clients.add(added));
  pool.on('remove', removed => clients.delete(removed));
  pool.on('error', error =>
    logger.warn(`A connection of the engine for operations broke: ${error}`),
  );
  return {
    pool,
    breakConnections() {
      for (const broken of clients) {
        // DBOS asks again where it reads these words, and lets the run fail where it reads others.
        streamOf(broken)?.destroy(
          new Error('Connection terminated unexpectedly'),
        );
      }
    },
  };
}

function streamOf(
  client: PoolClient,
): { destroy(error: Error): void } | undefined {
  // The driver has no public way to break a connection that does not answer: `end` waits for the answer.
  return (
    client as {
      connection?: { stream?: { destroy(error: Error): void } };
    }
  ).connection?.stream;
}
