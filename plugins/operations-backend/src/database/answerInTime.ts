import type { Knex } from 'knex';

interface Timeoutable {
  timeout(milliseconds: number): unknown;
}

/**
 * Makes everything that is asked of a database fail after some time: without it, a request waits for a minute for a
 * free connection, and for ever where the network has lost the server.
 */
export function answerInTime(knex: Knex, milliseconds: number): void {
  // Knex documents the event and the pool, but not the pool's type.
  knex.client.pool.acquireTimeoutMillis = milliseconds;
  knex.on('start', (builder: unknown) => {
    if (isTimeoutable(builder)) {
      builder.timeout(milliseconds);
    }
  });
}

function isTimeoutable(builder: unknown): builder is Timeoutable {
  return (
    typeof builder === 'object' &&
    builder !== null &&
    'timeout' in builder &&
    typeof builder.timeout === 'function'
  );
}
