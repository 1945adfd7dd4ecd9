import type { Knex } from 'knex';

const lockName = 'golden-path.operations.launch';

/** A process that hangs while it holds the lock must not keep all others from their launch. */
const maximumTries = 240;

/**
 * Does something while no other replica does it: two first launches of DBOS collide in its migrations. The lock is
 * tried again and again, not waited for, since a waiting transaction would block the indexes that DBOS builds
 * concurrently. After a minute it is done without the lock.
 *
 * @param options - `delay` waits for some milliseconds
 */
export async function launchAlone(
  knex: Knex,
  work: () => Promise<void>,
  options: { delay: (milliseconds: number) => Promise<void> },
): Promise<void> {
  // A lock belongs to a connection, which has to be the same for both calls.
  const connection = await knex.client.acquireConnection();
  const ask = async (call: string): Promise<boolean> => {
    const { rows } = await knex
      .raw(`select ${call}(hashtext(?)) as answer`, [lockName])
      .connection(connection);
    return rows[0].answer === true;
  };
  try {
    let tries = 0;
    while (tries < maximumTries && !(await ask('pg_try_advisory_lock'))) {
      tries += 1;
      await options.delay(250);
    }
    try {
      await work();
    } finally {
      await ask('pg_advisory_unlock');
    }
  } finally {
    await knex.client.releaseConnection(connection);
  }
}
