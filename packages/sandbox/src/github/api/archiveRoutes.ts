import { spawn } from 'node:child_process';
import { Readable } from 'node:stream';
import { Hono } from 'hono';
import type { Context } from 'hono';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { requireReadable } from './access.ts';
import { notFound } from './ApiError.ts';

const formats = {
  tarball: { git: 'tar.gz', ending: 'tar.gz', type: 'application/x-gzip' },
  zipball: { git: 'zip', ending: 'zip', type: 'application/zip' },
} as const;

/** Whole revisions as an archive, as Backstage's `readTree` wants them. */
export function archiveRoutes(context: GitHubContext): Hono<GitHubEnvironment> {
  const routes = new Hono<GitHubEnvironment>();
  for (const format of ['tarball', 'zipball'] as const) {
    routes.get(`/repos/:owner/:repo/${format}`, c =>
      archive(context, c, { format }),
    );
    routes.get(`/repos/:owner/:repo/${format}/:ref{.+}`, c =>
      archive(context, c, { format, ref: c.req.param('ref') }),
    );
  }
  return routes;
}

async function archive(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
  { format, ref }: { format: keyof typeof formats; ref?: string },
): Promise<Response> {
  const { git } = await requireReadable(context, c);
  const commit = await git.resolveCommit(ref ?? (await git.defaultBranch()));
  if (!commit) {
    throw notFound();
  }
  const { owner, name } = git.name;
  const folder = `${owner}-${name}-${commit.slice(0, 7)}`;
  const options = git.options();
  const child = spawn(
    'git',
    [
      'archive',
      `--format=${formats[format].git}`,
      `--prefix=${folder}/`,
      commit,
    ],
    {
      cwd: options.cwd,
      env: options.environment,
      stdio: ['ignore', 'pipe', 'ignore'],
    },
  );
  child.on('error', error => child.stdout.destroy(error));
  c.req.raw.signal.addEventListener('abort', () => child.kill());
  // The same stream, typed once for Node and once for the browser.
  return new Response(Readable.toWeb(child.stdout) as ReadableStream, {
    headers: {
      'content-type': formats[format].type,
      'content-disposition': `attachment; filename=${folder}.${formats[format].ending}`,
      etag: `"${commit}"`,
    },
  });
}
