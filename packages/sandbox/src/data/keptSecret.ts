import { randomBytes } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { writeFileAtomically } from './writeFileAtomically.ts';

/** A random secret, made at the first start and kept in a file that only its owner can read. */
export async function keptSecret(
  directory: string,
  name: string,
): Promise<string> {
  const file = join(directory, name);
  const kept = await readFile(file, 'utf8').catch(() => undefined);
  if (kept) {
    return kept;
  }
  const secret = randomBytes(24).toString('hex');
  await writeFileAtomically(file, secret);
  return secret;
}
