import type { Fault, PassingRequest } from './FaultyGitHub';

/** Refuses each request that begins like this, for example `PATCH /git/refs`. */
export function refuse(
  step: string,
  status: number,
  message: string,
): (request: PassingRequest) => Fault | undefined {
  const fault = { effect: false, answer: { status, message } };
  return ({ method, path }) =>
    `${method} ${path}`.startsWith(step) ? fault : undefined;
}
