import { readdir, readFile } from 'node:fs/promises';
import type { V1CustomResourceDefinition } from '@kubernetes/client-node';
import { parse } from 'yaml';

/** The resource definitions of the sandbox's cluster: small ones, which keep the fields that they do not name. */
export async function readCustomResourceDefinitions(): Promise<
  V1CustomResourceDefinition[]
> {
  const names = (await readdir(import.meta.dirname)).filter(name =>
    name.endsWith('.yaml'),
  );
  return Promise.all(
    names.sort().map(async name => {
      const url = new URL(name, import.meta.url);
      return parse(await readFile(url, 'utf8'));
    }),
  );
}
