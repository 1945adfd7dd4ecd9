import type { LoggerService } from '@backstage/backend-plugin-api';
import type { Knex } from 'knex';
import { Pool } from 'pg';

/** Connections for the engine's own tables, to the database that the plugin has. */
export function systemPoolOf(knex: Knex, logger: LoggerService): Pool {
  const settings = knex.client.connectionSettings;
  const pool = new Pool({
    ...settings,
    // Knex hides the password from those who copy the settings.
    password: settings.password,
    max: 10,
  });
  pool.on('error', error =>
    logger.warn(`A connection of the engine for operations broke: ${error}`),
  );
  return pool;
}
