/**
 * The classes and codes of PostgreSQL that tell of a server that cannot answer now, see
 * https://www.postgresql.org/docs/current/errcodes-appendix.html: connections (08), resources (53), operators (57),
 * the system (58), and transactions that have to be repeated.
 */
const passingStates =
  /^(08...|53...|57014|57P01|57P02|57P03|57P05|58000|58030|40001|40P01|25006)$/;

const brokenConnections = new Set([
  'ECONNREFUSED',
  'ECONNRESET',
  'ECONNABORTED',
  'EPIPE',
  'ETIMEDOUT',
  'ENETUNREACH',
  'EHOSTUNREACH',
  'ENOTFOUND',
  'EAI_AGAIN',
]);

/** What the driver, its pool and Knex say without a code. */
const brokenConnectionTexts =
  /connection terminated|connection ended|timeout (exceeded|expired)|timeout acquiring a connection|read timeout|query timeout|not queryable|connection error/i;

/**
 * Whether an error says that the database does not answer now, and may answer later. Everything else, such as a
 * violated constraint, is as wrong the second time.
 */
export function isDatabaseOutage(error: unknown): boolean {
  if (error instanceof AggregateError) {
    return error.errors.some(isDatabaseOutage);
  }
  if (!(error instanceof Error)) {
    return false;
  }
  const code = 'code' in error ? error.code : undefined;
  return (
    (typeof code === 'string' &&
      (passingStates.test(code) || brokenConnections.has(code))) ||
    brokenConnectionTexts.test(error.message) ||
    isDatabaseOutage(error.cause)
  );
}
