import { InputError } from '@backstage/errors';
import type { z } from 'zod';

/** Checks what GitHub is asked for before anything is sent. */
export function parseRequest<T>(schema: z.ZodType<T>, value: unknown): T {
  const parsed = schema.safeParse(value);
  if (!parsed.success) {
    throw new InputError(
      `GitHub cannot be asked for this: ${parsed.error.issues
        .map(issue => `${issue.path.join('.')}: ${issue.message}`)
        .join('; ')}`,
    );
  }
  return parsed.data;
}
