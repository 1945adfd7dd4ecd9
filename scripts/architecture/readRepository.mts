import { execFileSync } from 'node:child_process';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { z } from 'zod';
import type { Package, Repository } from './Repository.mts';

const manifestSchema = z.object({
  backstage: z.object({ role: z.string() }),
  dependencies: z.record(z.string(), z.string()).optional(),
});

const binary = /\.(png|ico|jpe?g|woff2?|gz|tgz)$/;

/** Every file that Git tracks or would track. */
export function readRepository(root: string): Repository {
  const listed = execFileSync(
    'git',
    ['ls-files', '-z', '--cached', '--others', '--exclude-standard'],
    { cwd: root, encoding: 'utf8', maxBuffer: 64 * 1024 * 1024 },
  );
  const files = listed
    .split('\0')
    .filter(path => path && !binary.test(path) && existsSync(join(root, path)))
    .map(path => ({ path, text: readFileSync(join(root, path), 'utf8') }));
  const packages = files
    .filter(({ path }) =>
      /^(packages|plugins)\/[^/]+\/package\.json$/.test(path),
    )
    .map(({ path, text }): Package => {
      const manifest = manifestSchema.parse(JSON.parse(text));
      return {
        path: path.replace('/package.json', ''),
        role: manifest.backstage.role,
        dependencies: Object.keys(manifest.dependencies ?? {}),
      };
    });
  return { files, packages };
}
