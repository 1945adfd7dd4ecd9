import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import { compareCommits } from '../git/compareCommits.ts';
import type { GitRepository } from '../git/GitRepository.ts';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { requireReadable, requireWritable } from './access.ts';
import { ApiError, notFound } from './ApiError.ts';
import type { FieldProblem } from './ApiError.ts';
import { formatChangedFile, formatCommit } from './formats.ts';
import { overlayGit } from './overlayGit.ts';
import {
  describeChanges,
  findPullEnds,
  pullShape,
  readPull,
} from './overlayPull.ts';
import { paginate } from './paginate.ts';
import { readBody } from './readBody.ts';

const creation = z.looseObject({
  title: z.string(),
  head: z.string(),
  base: z.string(),
});

const update = z.looseObject({ state: z.enum(['open', 'closed']).optional() });

/** Pull requests: what was said is the emulator's, what was changed is Git's. */
export function pullRoutes(context: GitHubContext): Hono<GitHubEnvironment> {
  const routes = new Hono<GitHubEnvironment>();
  routes.post('/repos/:owner/:repo/pulls', c => create(context, c));
  routes.get('/repos/:owner/:repo/pulls/:number{[0-9]+}', async c => {
    const { git } = await requireReadable(context, c);
    return answer(context, c, await requirePull(context, c, git));
  });
  routes.patch('/repos/:owner/:repo/pulls/:number{[0-9]+}', c =>
    change(context, c),
  );
  routes.get('/repos/:owner/:repo/pulls/:number{[0-9]+}/commits', async c => {
    const { git } = await requireReadable(context, c);
    const { head, base } = await requireEnds(context, c, git);
    const commits = await git.log(`${base}..${head}`, { limit: 250 });
    return c.json(
      paginate(c, context.url, commits.reverse()).map(commit =>
        formatCommit(context, git.fullName, commit),
      ),
    );
  });
  routes.get('/repos/:owner/:repo/pulls/:number{[0-9]+}/files', async c => {
    const { git } = await requireReadable(context, c);
    const { head, base } = await requireEnds(context, c, git);
    const fork = await git.mergeBase(base, head);
    const files = await compareCommits(git, fork, head);
    const place = { fullName: git.fullName, commit: head };
    return c.json(
      paginate(c, context.url, files).map(file =>
        formatChangedFile(context, place, file),
      ),
    );
  });
  routes.get('/repos/:owner/:repo/commits/:sha{[0-9a-f]+}/pulls', c =>
    listOfCommit(context, c),
  );
  return routes;
}

async function create(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
): Promise<Response> {
  const { git, login } = await requireWritable(context, c);
  const body = await readBody(c, creation);
  const branch = body.head.replace(`${git.name.owner}:`, '');
  const [head, base] = await Promise.all([
    git.resolveCommit(`refs/heads/${branch}`),
    git.resolveCommit(`refs/heads/${body.base}`),
  ]);
  if (!head || !base) {
    throw invalidPull({ field: head ? 'base' : 'head', code: 'invalid' });
  }
  if ((await git.countCommits(`${base}..${head}`)) === 0) {
    const message = `No commits between ${body.base} and ${branch}`;
    throw invalidPull({ code: 'custom', message });
  }
  const label = `${git.name.owner}:${branch}`;
  const query = new URLSearchParams({
    state: 'open',
    base: body.base,
    head: label,
  });
  const open = z
    .array(z.unknown())
    .safeParse(
      await context.metadata.read(`/repos/${git.fullName}/pulls?${query}`),
    );
  if (open.data?.length) {
    const message = `A pull request already exists for ${label}.`;
    throw invalidPull({ code: 'custom', message });
  }
  const response = await context.metadata.change({
    login,
    method: 'POST',
    path: `/repos/${git.fullName}/pulls`,
    body: { ...body, head: branch },
    facts: pull => ({
      pull: `${git.fullName}#${pullShape.parse(pull).number}`,
      event: 'opened',
    }),
  });
  return response.ok
    ? answer(context, c, await response.json(), 201)
    : response;
}

function invalidPull(problem: Omit<FieldProblem, 'resource'>): ApiError {
  return new ApiError(422, 'Validation Failed', {
    page: 'https://docs.github.com/rest/pulls/pulls#create-a-pull-request',
    errors: [{ resource: 'PullRequest', ...problem }],
  });
}

async function change(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
): Promise<Response> {
  const { git, login } = await requireWritable(context, c);
  const body = await readBody(c, update);
  const pull = await requirePull(context, c, git);
  const ends = await findPullEnds(context, pull);
  const event = body.state === 'closed' ? 'closed' : 'reopened';
  const isEvent = body.state && body.state !== pull.state;
  const response = await context.metadata.change({
    login,
    method: 'PATCH',
    path: `/repos/${git.fullName}/pulls/${pull.number}`,
    body,
    ...(isEvent
      ? {
          facts: () => ({
            pull: `${git.fullName}#${pull.number}`,
            event,
            ...(ends?.head ? { head: ends.head } : {}),
            ...(ends?.base ? { base: ends.base } : {}),
          }),
        }
      : {}),
  });
  return response.ok ? answer(context, c, await response.json()) : response;
}

/** The pull requests that brought a commit, or would. */
async function listOfCommit(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
): Promise<Response> {
  const { git } = await requireReadable(context, c);
  const commit = await git.resolveCommit(c.req.param('sha') ?? '');
  if (!commit) {
    throw new ApiError(422, `No commit found for SHA: ${c.req.param('sha')}`);
  }
  const pulls = z
    .array(pullShape)
    .parse(
      await context.metadata.read(
        `/repos/${git.fullName}/pulls?state=all&per_page=100`,
      ),
    );
  const matches = await Promise.all(
    pulls.map(async pull => {
      const facts = context.metadata.pullFacts(git.fullName, pull.number);
      const ends = await findPullEnds(context, pull);
      const range = ends?.head && ends.base && `${ends.base}..${ends.head}`;
      const commits = range ? await git.log(range, { limit: 250 }) : [];
      return (
        facts.mergeCommit === commit || commits.some(({ id }) => id === commit)
      );
    }),
  );
  const found = pulls.filter((_, index) => matches[index]);
  return c.json(
    await overlayGit(context, c.get('caller'), paginate(c, context.url, found)),
  );
}

/** Finds the pull request of a request (`:number`). */
export async function requirePull(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
  git: GitRepository,
) {
  const pull = await readPull(context, git, Number(c.req.param('number')));
  if (!pull) {
    throw notFound();
  }
  return pull;
}

/** Finds both ends of the pull request of a request. */
export async function requireEnds(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
  git: GitRepository,
): Promise<{ head: string; base: string }> {
  const pull = await requirePull(context, c, git);
  const ends = await findPullEnds(context, pull);
  if (!ends?.head || !ends.base) {
    throw new ApiError(422, 'A branch of this pull request was deleted.');
  }
  return { head: ends.head, base: ends.base };
}

async function answer(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
  ...[value, status = 200]: [value: unknown, status?: number]
): Promise<Response> {
  const pull = pullShape.parse(value);
  const shown = await overlayGit(context, c.get('caller'), pull);
  return Response.json(
    { ...Object(shown), ...(await describeChanges(context, pull)) },
    { status },
  );
}
