import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import { isSafeName } from '../git/GitRepositories.ts';
import type { RepositoryName } from '../git/GitRepositories.ts';
import {
  moveReference,
  writeBlob,
  writeCommit,
  writeTree,
} from '../git/writeCommit.ts';
import { runGit } from '../git/runGit.ts';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { findReadable, loginOf, requireWritable } from './access.ts';
import { ApiError } from './ApiError.ts';
import { overlayGit } from './overlayGit.ts';
import { paginate } from './paginate.ts';
import { readBody } from './readBody.ts';
import { signatureOf } from './signatures.ts';

const creation = z.looseObject({
  name: z.string(),
  description: z.string().nullish(),
  auto_init: z.boolean().nullish(),
});

const update = z.looseObject({
  name: z.string().optional(),
  default_branch: z.string().optional(),
});

const organizationShape = z.looseObject({ login: z.string() });

/** Makes, lists, changes and deletes repositories: on disk and in the emulator. */
export function repositoryRoutes(
  context: GitHubContext,
): Hono<GitHubEnvironment> {
  const routes = new Hono<GitHubEnvironment>();
  routes.post('/orgs/:org/repos', c => create(context, c, c.req.param('org')));
  routes.post('/user/repos', c =>
    create(context, c, loginOf(c.get('caller')) ?? ''),
  );
  routes.get('/orgs/:org/repos', c => list(context, c, c.req.param('org')));
  routes.get('/users/:login/repos', c =>
    list(context, c, c.req.param('login')),
  );
  routes.get('/users/:login', async (c, next) => {
    const found = organizationShape.safeParse(
      await context.metadata.read(
        `/orgs/${encodeURIComponent(c.req.param('login'))}`,
      ),
    );
    return found.success
      ? c.json({ ...found.data, type: 'Organization', site_admin: false })
      : next();
  });
  routes.patch('/repos/:owner/:repo', c => change(context, c));
  routes.delete('/repos/:owner/:repo', c => remove(context, c));
  return routes;
}

async function create(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
  owner: string,
): Promise<Response> {
  const login = loginOf(c.get('caller'));
  if (!login) {
    throw new ApiError(401, 'Requires authentication');
  }
  const body = await readBody(c, creation);
  const name = { owner, name: body.name };
  if (!isSafeName(name.name)) {
    throw new ApiError(422, 'Repository creation failed. name is not valid.');
  }
  if (await context.repositories.find(name)) {
    throw new ApiError(
      422,
      'Repository creation failed. name already exists on this account',
    );
  }
  const response = await context.metadata.change({
    login,
    method: 'POST',
    path: c.req.path,
    // The emulator needs a branch of its own, on which it keeps what is said of branches.
    body: { ...body, auto_init: true },
    facts: () => ({ repository: `${owner}/${body.name}` }),
  });
  if (!response.ok) {
    return response;
  }
  await context.repositories.create(name, async git => {
    if (body.auto_init) {
      const description = body.description ? `\n${body.description}\n` : '';
      const readme = Buffer.from(`# ${body.name}\n${description}`);
      const blob = await writeBlob(git, readme);
      const author = signatureOf(context, login);
      const commit = await writeCommit(git, {
        tree: await writeTree(git, undefined, [
          { path: 'README.md', mode: '100644', id: blob },
        ]),
        parents: [],
        message: 'Initial commit',
        author,
        committer: author,
      });
      const move = { from: undefined, to: commit };
      await moveReference(git, 'refs/heads/main', move);
    }
  });
  context.log(`${login} created ${owner}/${body.name}`);
  const created = await overlayGit(
    context,
    c.get('caller'),
    await response.json(),
  );
  return Response.json(created, { status: 201 });
}

async function list(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
  owner: string,
): Promise<Response> {
  const all = await context.repositories.list();
  const readable = await Promise.all(
    all
      .filter(git => git.name.owner === owner)
      .map(git => findReadable(context, c.get('caller'), git.name)),
  );
  const records = readable.flatMap(found => (found ? [found.record] : []));
  return c.json(
    await overlayGit(
      context,
      c.get('caller'),
      paginate(c, context.url, records),
    ),
  );
}

async function change(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
): Promise<Response> {
  const { git, login } = await requireWritable(context, c);
  const body = await readBody(c, update);
  const renamed: RepositoryName = {
    owner: git.name.owner,
    name: body.name ?? git.name.name,
  };
  const isRename = renamed.name !== git.name.name;
  if (isRename && (await context.repositories.find(renamed))) {
    throw new ApiError(422, 'name already exists on this account');
  }
  const branch = body.default_branch;
  if (branch && !(await git.resolveCommit(`refs/heads/${branch}`))) {
    throw new ApiError(422, `The branch ${branch} was not found.`);
  }
  const response = await context.metadata.change({
    login,
    method: 'PATCH',
    path: `/repos/${git.fullName}`,
    body,
    ...(isRename
      ? { facts: () => ({ renamedTo: `${renamed.owner}/${renamed.name}` }) }
      : {}),
  });
  if (!response.ok) {
    return response;
  }
  if (branch) {
    await runGit(
      ['symbolic-ref', 'HEAD', `refs/heads/${branch}`],
      git.options(),
    );
  }
  if (isRename) {
    await context.repositories.rename(git.name, renamed);
  }
  return Response.json(
    await overlayGit(context, c.get('caller'), await response.json()),
  );
}

async function remove(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
): Promise<Response> {
  const { git, login } = await requireWritable(context, c);
  const response = await context.metadata.change({
    login,
    method: 'DELETE',
    path: `/repos/${git.fullName}`,
  });
  if (response.ok) {
    await context.repositories.delete(git.name);
  }
  return response;
}
