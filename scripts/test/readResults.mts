import { readFile } from 'node:fs/promises';
import type { ZodType } from 'zod';

/** A runner's results, or nothing when it died before it wrote them. */
export async function readResults<Results>(
  file: string,
  schema: ZodType<Results>,
): Promise<Results | undefined> {
  const text = await readFile(file, 'utf8').catch(() => undefined);
  return text === undefined ? undefined : schema.parse(JSON.parse(text));
}
