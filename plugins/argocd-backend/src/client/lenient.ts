import type { z } from 'zod';

/** A field that is left out where it has an unexpected shape: one odd field must not hide a whole object. */
export function lenient<T extends z.ZodTypeAny>(schema: T) {
  return schema.optional().catch(undefined);
}
