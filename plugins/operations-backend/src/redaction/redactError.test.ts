import {
  ConflictError,
  ForwardedError,
  NotAllowedError,
} from '@backstage/errors';
import { RequestConflictError } from '../service/RequestConflictError';
import { redactError } from './redactError';

describe('redactError', () => {
  it('keeps what frameworks go by, and takes secrets out of the whole chain', () => {
    const cause = Object.assign(
      new Error('GET https://bot:canary1@git.example.com: 401'),
      { request: { headers: { authorization: 'Bearer canary2' } } },
    );
    const error = redactError(
      new ForwardedError(
        'token=canary3 was refused',
        new NotAllowedError('no', cause),
      ),
    );
    expect(error).toMatchObject({
      name: 'NotAllowedError',
      message: expect.stringContaining('token=[redacted] was refused'),
      cause: {
        name: 'NotAllowedError',
        cause: {
          message: 'GET https://[redacted]@git.example.com: 401',
        },
      },
    });
    const all = [error, error.cause, (error.cause as Error).cause] as Error[];
    for (const { stack, ...rest } of all) {
      expect(`${stack}${JSON.stringify(rest)}`).not.toContain('canary');
      expect(stack).toMatch(/\n\s+at /);
    }
  });

  it.each([
    [new ConflictError('busy'), 'ConflictError', 'busy'],
    ['just a text', 'Error', 'just a text'],
    [undefined, 'Error', 'undefined'],
    [new TypeError('fetch failed'), 'TypeError', 'fetch failed'],
  ])('tells %p', (given, name, message) => {
    expect(redactError(given)).toMatchObject({ name, message });
  });

  it('keeps a status, and ends chains that do not', () => {
    expect(redactError(new RequestConflictError('used'))).toMatchObject({
      statusCode: 422,
    });
    const circle = new Error('round');
    circle.cause = circle;
    let depth = 0;
    for (
      let error: unknown = redactError(circle);
      error instanceof Error;
      error = error.cause
    ) {
      depth += 1;
    }
    expect(depth).toBe(5);
  });
});
