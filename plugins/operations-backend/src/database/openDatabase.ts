import {
  resolvePackagePath,
  type DatabaseService,
} from '@backstage/backend-plugin-api';
import { InputError } from '@backstage/errors';
import type { Knex } from 'knex';
import { answerInTime } from './answerInTime';

/** A request is answered within 5 s, whatever the database does. */
const answerTimeMilliseconds = 3_000;

/** The plugin's database, with its tables brought up to date. */
export async function openDatabase(database: DatabaseService): Promise<Knex> {
  const knex = await database.getClient();
  if (!knex.client.config.client.includes('pg')) {
    throw new InputError(
      'Operations need PostgreSQL: set backend.database.client to pg. What runs must survive a crash, and be shared by all replicas.',
    );
  }
  if (!database.migrations?.skip) {
    await knex.migrate.latest({
      directory: resolvePackagePath(
        '@golden-path/plugin-operations-backend',
        'migrations',
      ),
    });
  }
  // Only now: a migration may take longer.
  answerInTime(knex, answerTimeMilliseconds);
  return knex;
}
