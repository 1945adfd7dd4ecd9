import { Hono } from 'hono';
import { z } from 'zod';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { requireReadable, requireWritable } from './access.ts';
import { ApiError, notFound } from './ApiError.ts';
import { paginate } from './paginate.ts';
import { readBody } from './readBody.ts';

const creation = z.looseObject({ head_sha: z.string() });

const checkRun = z.looseObject({ id: z.number(), name: z.string() });

/** Check runs of a commit: the emulator keeps them, but finds them only for commits of its own. */
export function checkRoutes(context: GitHubContext): Hono<GitHubEnvironment> {
  const routes = new Hono<GitHubEnvironment>();
  routes.post('/repos/:owner/:repo/check-runs', async c => {
    const { git, login } = await requireWritable(context, c);
    const body = await readBody(c, creation);
    const commit = await git.resolveCommit(body.head_sha);
    if (!commit) {
      throw new ApiError(422, `No commit found for SHA: ${body.head_sha}`);
    }
    return context.metadata.change({
      login,
      method: 'POST',
      path: `/repos/${git.fullName}/check-runs`,
      body: { ...body, head_sha: commit },
      facts: run => ({ checkRun: String(checkRun.parse(run).id), commit }),
    });
  });
  routes.get('/repos/:owner/:repo/commits/:ref{.+}/check-runs', async c => {
    const { git } = await requireReadable(context, c);
    const commit = await git.resolveCommit(c.req.param('ref'));
    if (!commit) {
      throw notFound();
    }
    const runs = await Promise.all(
      context.metadata
        .checkRuns(git.fullName, commit)
        .map(id =>
          context.metadata.read(`/repos/${git.fullName}/check-runs/${id}`),
        ),
    );
    const name = c.req.query('check_name');
    const latest = new Map(
      z
        .array(checkRun)
        .parse(runs)
        .filter(run => !name || run.name === name)
        .map(run => [run.name, run] as const),
    );
    return c.json({
      total_count: latest.size,
      check_runs: paginate(c, context.url, [...latest.values()].reverse()),
    });
  });
  return routes;
}
