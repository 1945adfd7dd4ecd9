import { ResponseError } from '@backstage/errors';

/** What a person should be told about a request that did not succeed. */
export interface Failure {
  kind: 'denied' | 'failed';
  message: string;
}

/** Tells a refusal from a fault, because only a fault is worth a retry. */
export function failureOf(error: Error): Failure {
  const denied =
    (error instanceof ResponseError && error.statusCode === 403) ||
    error.name === 'NotAllowedError';
  return { kind: denied ? 'denied' : 'failed', message: error.message };
}
