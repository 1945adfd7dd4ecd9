import { redactMessage } from '@golden-path/plugin-platform-node';

/** Longer chains of causes say nothing more. */
const maximumDepth = 5;

/**
 * An error as it may be told: the plugins that contribute operations call systems whose errors may hold what they were
 * called with. Logs, audits and answers show the whole chain, so that each of it is made anew, by its name, message,
 * status and place only.
 */
export function redactError(error: unknown, depth = 1): Error {
  const { message, name, cause, stack, statusCode } = partsOf(error);
  const redacted = new Error(redactMessage(message, 2_000));
  redacted.name = name;
  const places = (stack ?? '')
    .split('\n')
    .filter(line => /^\s+at /.test(line))
    .join('\n');
  redacted.stack = `${name}: ${redacted.message}\n${places}`;
  if (cause !== undefined && depth < maximumDepth) {
    redacted.cause = redactError(cause, depth + 1);
  }
  return statusCode === undefined
    ? redacted
    : Object.assign(redacted, { statusCode });
}

function partsOf(error: unknown) {
  if (!(error instanceof Error)) {
    return { message: String(error), name: 'Error' };
  }
  const { message, name, cause, stack } = error;
  const statusCode =
    'statusCode' in error && typeof error.statusCode === 'number'
      ? error.statusCode
      : undefined;
  return { message, name, cause, stack, statusCode };
}
