import { Hono } from 'hono';
import type { Context } from 'hono';
import { compareCommits, diffText } from '../git/compareCommits.ts';
import { toUtc } from '../git/GitRepository.ts';
import type { GitRepository } from '../git/GitRepository.ts';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { requireReadable } from './access.ts';
import { ApiError, notFound } from './ApiError.ts';
import { formatChangedFile, formatCommit } from './formats.ts';
import { linkPages, readPage } from './paginate.ts';

/** Lists commits, reads one, compares two. */
export function commitRoutes(context: GitHubContext): Hono<GitHubEnvironment> {
  const routes = new Hono<GitHubEnvironment>();
  routes.get('/repos/:owner/:repo/commits', c => list(context, c));
  routes.get('/repos/:owner/:repo/commits/:ref{.+}', async (c, next) => {
    const ref = c.req.param('ref');
    return /\/(status|statuses|check-runs|check-suites|comments|pulls)$/.test(
      ref,
    )
      ? next()
      : readOne(context, c, ref);
  });
  routes.get('/repos/:owner/:repo/compare/:range{.+}', c =>
    compare(context, c),
  );
  return routes;
}

async function list(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
): Promise<Response> {
  const { git } = await requireReadable(context, c);
  if (!(await git.lastCommitDate())) {
    throw new ApiError(409, 'Git Repository is empty.');
  }
  const tip = await git.resolveCommit(
    c.req.query('sha') || (await git.defaultBranch()),
  );
  if (!tip) {
    throw notFound();
  }
  const path = c.req.query('path')?.replace(/^\/+|\/+$/g, '') || undefined;
  const page = readPage(c);
  const since = dateParameter(c, 'since');
  const commits = await git.log(tip, {
    path,
    since,
    until: dateParameter(c, 'until'),
    limit: page.size,
    skip: (page.number - 1) * page.size,
  });
  const total = await git.countCommits(tip, path);
  linkPages(c, context.url, { page, total });
  return c.json(
    commits.map(commit => formatCommit(context, git.fullName, commit)),
  );
}

function dateParameter(c: Context, name: string): string | undefined {
  const value = c.req.query(name);
  if (!value) {
    return undefined;
  }
  if (Number.isNaN(Date.parse(value))) {
    throw new ApiError(422, `${name} is not an ISO 8601 date`);
  }
  return toUtc(value);
}

async function readOne(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
  ref: string,
): Promise<Response> {
  const { git } = await requireReadable(context, c);
  const id = await git.resolveCommit(ref);
  if (!id) {
    throw new ApiError(422, `No commit found for SHA: ${ref}`);
  }
  const accept = c.req.header('accept') ?? '';
  if (/\bsha\b/.test(accept)) {
    return c.text(id);
  }
  const commit = await git.commit(id);
  if (/\bdiff\b/.test(accept)) {
    return c.text(await diffText(git, commit.parents[0], id));
  }
  const files = await compareCommits(git, commit.parents[0], id);
  const additions = files.reduce((sum, file) => sum + file.additions, 0);
  const deletions = files.reduce((sum, file) => sum + file.deletions, 0);
  c.header('etag', `"${id}"`);
  return c.json({
    ...formatCommit(context, git.fullName, commit),
    stats: { additions, deletions, total: additions + deletions },
    files: files.map(file =>
      formatChangedFile(context, { fullName: git.fullName, commit: id }, file),
    ),
  });
}

async function compare(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
): Promise<Response> {
  const { git } = await requireReadable(context, c);
  const { base, head } = await findEnds(git, c.req.param('range') ?? '');
  const mergeBase = await git.mergeBase(base, head);
  if (!mergeBase) {
    throw new ApiError(404, 'The two revisions have no common history.');
  }
  if (/\bdiff\b/.test(c.req.header('accept') ?? '')) {
    return c.text(await diffText(git, mergeBase, head));
  }
  const [ahead, behind, commits, files, mergeBaseCommit, baseCommit] =
    await Promise.all([
      git.countCommits(`${base}..${head}`),
      git.countCommits(`${head}..${base}`),
      git.log(`${base}..${head}`, { limit: 250 }),
      compareCommits(git, mergeBase, head),
      git.commit(mergeBase),
      git.commit(base),
    ]);
  const name = git.fullName;
  return c.json({
    url: `${context.url}/repos/${name}/compare/${base}...${head}`,
    html_url: `${context.url}/${name}/compare/${base}...${head}`,
    status: compareStatus(ahead, behind),
    ahead_by: ahead,
    behind_by: behind,
    total_commits: ahead,
    base_commit: formatCommit(context, name, baseCommit),
    merge_base_commit: formatCommit(context, name, mergeBaseCommit),
    commits: commits
      .reverse()
      .map(commit => formatCommit(context, name, commit)),
    files: files.map(file =>
      formatChangedFile(context, { fullName: name, commit: head }, file),
    ),
  });
}

function compareStatus(ahead: number, behind: number): string {
  if (ahead > 0) {
    return behind > 0 ? 'diverged' : 'ahead';
  }
  return behind > 0 ? 'behind' : 'identical';
}

async function findEnds(
  git: GitRepository,
  range: string,
): Promise<{ base: string; head: string }> {
  // Either end may name the owner: `acme:main...acme:feature`.
  const [base, head] = await Promise.all(
    range
      .split('...')
      .map(revision => git.resolveCommit(revision.replace(/^[^:]*:/, ''))),
  );
  if (!base || !head) {
    throw notFound();
  }
  return { base, head };
}
