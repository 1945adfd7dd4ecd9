import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import type { NamedAccounts } from '../emulator/Metadata.ts';
import type { GitRepository, Reference } from '../git/GitRepository.ts';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { requireReadable } from './access.ts';
import { ApiError } from './ApiError.ts';
import { branchProtection } from './branchRules.ts';
import { encodePath, formatCommit } from './formats.ts';
import { paginate } from './paginate.ts';

const protectedBranch = z.object({ name: z.string(), protected: z.boolean() });

/** Lists branches and tags, reads a branch. */
export function branchRoutes(context: GitHubContext): Hono<GitHubEnvironment> {
  const routes = new Hono<GitHubEnvironment>();
  routes.get('/repos/:owner/:repo/branches', async c => {
    const { git } = await requireReadable(context, c);
    const branches = await git.references('refs/heads/');
    const guarded = await protectedBranches(context, git);
    return c.json(
      paginate(c, context.url, branches).map(branch =>
        formatBranch(context, git, { branch, guarded }),
      ),
    );
  });
  routes.get('/repos/:owner/:repo/branches/:branch{.+}', async (c, next) => {
    const name = c.req.param('branch');
    if (/\/protection(\/|$)/.test(name)) {
      return next();
    }
    const { git } = await requireReadable(context, c);
    const branches = await git.references(`refs/heads/${name}`);
    const branch = branches.find(({ name: found }) => {
      return found === `refs/heads/${name}`;
    });
    if (!branch) {
      throw new ApiError(404, 'Branch not found');
    }
    const guarded = await protectedBranches(context, git);
    const commit = await git.commit(branch.id);
    return c.json({
      ...formatBranch(context, git, { branch, guarded }),
      commit: formatCommit(context, git.fullName, commit),
    });
  });
  routes.put(
    '/repos/:owner/:repo/branches/:branch{.+}/protection',
    async (c, next) => {
      const { git } = await requireReadable(context, c);
      const branch = `refs/heads/${c.req.param('branch')}`;
      if (!(await git.resolveCommit(branch))) {
        throw new ApiError(404, 'Branch not found');
      }
      return next();
    },
  );
  routes.get('/repos/:owner/:repo/branches/:branch{.+}/protection', c =>
    readProtection(context, c),
  );
  routes.get('/repos/:owner/:repo/tags', async c => {
    const { git } = await requireReadable(context, c);
    const tags = await git.references('refs/tags/');
    return c.json(
      paginate(c, context.url, tags).map(tag => formatTag(context, git, tag)),
    );
  });
  return routes;
}

async function readProtection(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
): Promise<Response> {
  const { git } = await requireReadable(context, c);
  const branch = c.req.param('branch') ?? '';
  const rules = await branchProtection(context, git, branch);
  if (!rules) {
    throw new ApiError(404, 'Branch not protected');
  }
  const { required_pull_request_reviews: reviews } = rules;
  const exceptions = context.metadata.branchExceptions(git.fullName, branch);
  return c.json({
    ...rules,
    required_pull_request_reviews: reviews && {
      ...reviews,
      bypass_pull_request_allowances: formatNamed(exceptions.reviews),
    },
  });
}

/** The names of the branches that are protected. */
export async function protectedBranches(
  context: GitHubContext,
  git: GitRepository,
): Promise<ReadonlySet<string>> {
  const branches = z
    .array(protectedBranch)
    .safeParse(
      await context.metadata.read(
        `/repos/${git.fullName}/branches?per_page=100`,
      ),
    );
  return new Set(
    (branches.data ?? [])
      .filter(branch => branch.protected)
      .map(branch => branch.name),
  );
}

function formatNamed({ users, teams, apps }: NamedAccounts) {
  return {
    users: users.map(login => ({ login })),
    teams: teams.map(slug => ({ slug })),
    apps: apps.map(slug => ({ slug })),
  };
}

function formatBranch(
  context: GitHubContext,
  git: GitRepository,
  { branch, guarded }: { branch: Reference; guarded: ReadonlySet<string> },
) {
  const name = branch.name.slice('refs/heads/'.length);
  const api = `${context.url}/repos/${git.fullName}`;
  return {
    name,
    commit: { sha: branch.id, url: `${api}/commits/${branch.id}` },
    protected: guarded.has(name),
    protection_url: `${api}/branches/${encodePath(name)}/protection`,
  };
}

function formatTag(context: GitHubContext, git: GitRepository, tag: Reference) {
  const name = tag.name.slice('refs/tags/'.length);
  const api = `${context.url}/repos/${git.fullName}`;
  return {
    name,
    commit: { sha: tag.commit, url: `${api}/commits/${tag.commit}` },
    tarball_url: `${api}/tarball/refs/tags/${encodePath(name)}`,
    zipball_url: `${api}/zipball/refs/tags/${encodePath(name)}`,
    node_id: `REF_${Buffer.from(tag.name).toString('base64url')}`,
  };
}
