import { Client } from 'pg';

/** A database that nobody else uses. */
export async function createDatabase(
  server: string,
  name: string,
): Promise<{ readonly url: string; drop(): Promise<void> }> {
  await administer(server, `create database ${name}`);
  const url = new URL(server);
  url.pathname = `/${name}`;
  return {
    url: url.href,
    drop: () => administer(server, `drop database ${name} with (force)`),
  };
}

async function administer(server: string, statement: string): Promise<void> {
  const client = new Client({ connectionString: server });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}
