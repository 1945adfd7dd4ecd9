import pRetry from 'p-retry';
import { isDatabaseOutage } from '../database/isDatabaseOutage';

/**
 * Repeats something that only asks the portal's own database, for as long as that does not answer: an operation must
 * not fail because the database was restarted. The times between grow from 0.2 s to 5 s. What is wrong with the
 * question itself is thrown at once.
 */
export async function untilDatabaseAnswers<T>(
  work: () => Promise<T>,
): Promise<T> {
  return pRetry(work, {
    minTimeout: 200,
    maxTimeout: 5_000,
    factor: 1.6,
    retries: 10,
    forever: true,
    unref: true,
    shouldRetry: isDatabaseOutage,
  });
}
