import pRetry from 'p-retry';

/**
 * Repeats something that only asks the portal's own database, until that answers: an operation must not fail because
 * the database was restarted. The times grow from 0.2 s to 5 s, for 10 minutes in all.
 */
export async function untilDatabaseAnswers<T>(
  work: () => Promise<T>,
): Promise<T> {
  return pRetry(work, {
    minTimeout: 200,
    maxTimeout: 5_000,
    factor: 1.6,
    retries: 130,
    maxRetryTime: 10 * 60_000,
    unref: true,
  });
}
