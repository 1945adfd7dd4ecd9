import { build } from 'esbuild';
import { join, resolve } from 'node:path';

const root = resolve(import.meta.dirname, '../..');

/**
 * Compiles the portal's plugin with the workspace packages that it needs into one file beside this folder's own
 * dependencies: it then runs on the same Backstage, from JavaScript, as the published plugins do.
 */
export async function bundlePortalPlugin(source = root): Promise<void> {
  const folders = ['plugins', 'packages'];
  await build({
    entryPoints: [join(source, 'plugins/argocd-backend/src/index.ts')],
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
            const [, name] = /^@golden-path\/(.+)$/.exec(path) ?? [];
            if (!name) {
              return kind === 'entry-point'
                ? undefined
                : { path, external: true };
            }
            for (const folder of folders) {
              const directory = name.replace(/^plugin-/, '');
              const entry = await find(`./${directory}/src/index.ts`, {
                kind: 'import-statement',
                resolveDir: join(source, folder),
              });
              if (entry.errors.length === 0) {
                return { path: entry.path };
              }
            }
            return undefined;
          });
        },
      },
    ],
  });
}
