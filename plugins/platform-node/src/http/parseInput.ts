import { InputError } from '@backstage/errors';
import type { z } from 'zod/v3';

/** Reads a part of a request; throws an `InputError` that names everything that is wrong with it. */
export function parseInput<TSchema extends z.ZodTypeAny>(
  schema: TSchema,
  value: unknown,
): z.output<TSchema> {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    const problems = parsed.error.issues.map(
      ({ path, message }) => `${path.join('.')}: ${message}`,
    );
    throw new InputError(`The request is not valid: ${problems.join('; ')}`);
  }
  return parsed.data;
}
