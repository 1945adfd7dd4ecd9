import { join } from 'node:path';
import { cacheDirectory } from '../data/cacheDirectory.ts';

/** The version of mkdocs-techdocs-core that the documentation pages are built with. */
export const TECHDOCS_CORE_VERSION = '1.7.1';

/** The Python environment that holds mkdocs. */
export function documentationToolsDirectory(): string {
  return join(cacheDirectory(), 'techdocs', TECHDOCS_CORE_VERSION);
}
