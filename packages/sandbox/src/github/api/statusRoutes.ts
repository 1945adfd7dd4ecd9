import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import type { JournalEntry } from '../emulator/Journal.ts';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { findReadable, requireReadable, requireWritable } from './access.ts';
import { notFound } from './ApiError.ts';
import { overlayGit } from './overlayGit.ts';
import { paginate } from './paginate.ts';
import { readBody } from './readBody.ts';

const statusSchema = z.object({
  state: z.enum(['error', 'failure', 'pending', 'success']),
  target_url: z.string().nullish(),
  description: z.string().max(140).nullish(),
  context: z.string().default('default'),
});

/** Commit statuses, and the combined status that Backstage asks for before it reads a repository. */
export function statusRoutes(context: GitHubContext): Hono<GitHubEnvironment> {
  const routes = new Hono<GitHubEnvironment>();
  routes.post('/repos/:owner/:repo/statuses/:sha', async c => {
    const { git, login } = await requireWritable(context, c);
    const commit = await git.resolveCommit(c.req.param('sha'));
    if (!commit) {
      throw notFound();
    }
    const body = await readBody(c, statusSchema);
    const at = new Date().toISOString();
    const path = `/repos/${git.fullName}/statuses/${commit}`;
    const entry = { at, login, method: 'POST', path, body };
    await context.statuses.append(entry);
    return c.json(formatStatus(context, entry), 201);
  });
  routes.get('/repos/:owner/:repo/commits/:ref{.+}/status', async c => {
    const { git, commit, statuses } = await findStatuses(context, c);
    const latest = [
      ...new Map(
        statuses.map(status => [status.context, status] as const),
      ).values(),
    ];
    const readable = await findReadable(context, c.get('caller'), git.name);
    const size = c.req.query('per_page') === '0' ? 0 : 100;
    return c.json({
      state: combine(latest.map(status => status.state)),
      statuses: latest.slice(0, size),
      sha: commit,
      total_count: latest.length,
      repository: await overlayGit(context, c.get('caller'), readable?.record),
      commit_url: `${context.url}/repos/${git.fullName}/commits/${commit}`,
      url: `${context.url}/repos/${git.fullName}/commits/${commit}/status`,
    });
  });
  routes.get('/repos/:owner/:repo/commits/:ref{.+}/statuses', async c => {
    const { statuses } = await findStatuses(context, c);
    return c.json(paginate(c, context.url, statuses.reverse()));
  });
  return routes;
}

async function findStatuses(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
) {
  const { git } = await requireReadable(context, c);
  const commit = await git.resolveCommit(c.req.param('ref') ?? '');
  if (!commit) {
    throw notFound();
  }
  const path = `/repos/${git.fullName}/statuses/${commit}`;
  const statuses = context.statuses.entries
    .filter(entry => entry.path === path)
    .map(entry => formatStatus(context, entry));
  return { git, commit, statuses };
}

function formatStatus(context: GitHubContext, entry: JournalEntry) {
  const status = statusSchema.parse(entry.body);
  return {
    ...status,
    url: `${context.url}${entry.path}`,
    id: context.statuses.entries.indexOf(entry) + 1,
    created_at: entry.at,
    updated_at: entry.at,
    creator: {
      login: entry.login,
      avatar_url: `${context.url}/avatars/${entry.login}`,
    },
  };
}

function combine(states: readonly string[]): string {
  if (states.some(state => state === 'error' || state === 'failure')) {
    return 'failure';
  }
  const allSucceeded =
    states.length > 0 && states.every(state => state === 'success');
  return allSucceeded ? 'success' : 'pending';
}
