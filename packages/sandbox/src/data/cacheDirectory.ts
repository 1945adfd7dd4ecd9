import { homedir } from 'node:os';
import { join } from 'node:path';

/** The user's cache folder for what is costly to make and the same for every checkout. */
export function cacheDirectory(): string {
  const base = process.env.XDG_CACHE_HOME || join(homedir(), '.cache');
  return join(base, 'golden-path-portal');
}
