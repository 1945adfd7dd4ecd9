import { build } from 'esbuild';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/**
 * Compiles the portal's plugin with the workspace packages that it needs into one file beside this folder's own
 * dependencies: it then runs on the same Backstage, from JavaScript, as a published plugin does.
 */
export async function bundlePortal(): Promise<void> {
  await build({
    entryPoints: [join(import.meta.dirname, 'portalFeatures.ts')],
    outfile: join(import.meta.dirname, '.cache/portal.cjs'),
    bundle: true,
    platform: 'node',
    format: 'cjs',
    target: 'node24',
    keepNames: true,
    logLevel: 'warning',
    plugins: [
      {
        name: 'workspace',
        setup({ onResolve, resolve: find }) {
          onResolve({ filter: /^[^./]/ }, async ({ path, kind }) => {
            const [, name] = /^@golden-path\/plugin-(.+)$/.exec(path) ?? [];
            if (!name) {
              return kind === 'entry-point'
                ? undefined
                : { path, external: true };
            }
            const entry = await find(`./${name}/src/index.ts`, {
              kind: 'import-statement',
              resolveDir: join(root, 'plugins'),
            });
            return { path: entry.path };
          });
        },
      },
    ],
  });
}
