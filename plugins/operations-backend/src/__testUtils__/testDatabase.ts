import { randomUUID } from 'node:crypto';
import { Client } from 'pg';

/** The connection string of the server of these tests; nothing where there is none. */
export const testServer = process.env.GOLDEN_PATH_TEST_POSTGRES;

/** `describe`, or `describe.skip` where there is no server. */
export const describeWithPostgres = testServer ? describe : describe.skip;

/** Why a test is skipped, for its name; nothing where it is not. */
export const skipReason = testServer
  ? ''
  : ' (skipped: GOLDEN_PATH_TEST_POSTGRES is not set)';

/** A database that nobody else uses. */
export async function createTestDatabase(server = testServer ?? '') {
  const name = `operations_${randomUUID().replaceAll('-', '')}`;
  await query(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => query(server, `drop database ${name} with (force)`),
  };
}

/** Asks a database something, on a connection of its own. */
export async function query<TRow extends object>(
  connectionString: string,
  text: string,
  values: unknown[] = [],
): Promise<TRow[]> {
  const client = new Client({ connectionString });
  await client.connect();
  try {
    return (await client.query<TRow>(text, values)).rows;
  } finally {
    await client.end();
  }
}
