import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import { isSafeRevision } from '../git/GitRepository.ts';
import type { GitRepository, Reference } from '../git/GitRepository.ts';
import { deleteReference, moveReference } from '../git/writeCommit.ts';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { requireReadable, requireWritable } from './access.ts';
import { ApiError, notFound } from './ApiError.ts';
import { requireChangeable } from './branchRules.ts';
import { encodePath } from './formats.ts';
import { paginate } from './paginate.ts';
import { readBody } from './readBody.ts';

const branchPrefix = 'refs/heads/';
const attempts = 5;
const objectId = z.string().regex(/^[0-9a-f]{40}$/);
const newReference = z.object({ ref: z.string(), sha: objectId });
const movedReference = z.object({
  sha: objectId,
  force: z.boolean().default(false),
});

/** Branches and tags as Git's references. */
export function referenceRoutes(
  context: GitHubContext,
): Hono<GitHubEnvironment> {
  const routes = new Hono<GitHubEnvironment>();
  addReads(routes, context);
  addWrites(routes, context);
  return routes;
}

function addReads(
  routes: Hono<GitHubEnvironment>,
  context: GitHubContext,
): void {
  for (const kind of ['ref', 'refs'] as const) {
    routes.get(`/repos/:owner/:repo/git/${kind}/:ref{.+}`, async c => {
      const { git } = await requireReadable(context, c);
      const reference = await findReference(git, c.req.param('ref'));
      return c.json(formatReference(context, git, reference));
    });
  }
  routes.get('/repos/:owner/:repo/git/matching-refs/:ref{.*}', async c => {
    const { git } = await requireReadable(context, c);
    const found = await git.references(`refs/${c.req.param('ref')}`);
    return c.json(
      paginate(c, context.url, found).map(reference =>
        formatReference(context, git, reference),
      ),
    );
  });
}

function addWrites(
  routes: Hono<GitHubEnvironment>,
  context: GitHubContext,
): void {
  routes.post('/repos/:owner/:repo/git/refs', async c => {
    const { git } = await requireWritable(context, c);
    const { ref, sha } = await readBody(c, newReference);
    if (!/^refs\/(heads|tags)\/./.test(ref) || !isSafeRevision(ref)) {
      throw new ApiError(422, `"${ref}" is not a valid reference name`);
    }
    await requireTarget(git, ref, sha);
    if (!(await moveReference(git, ref, { from: undefined, to: sha }))) {
      throw new ApiError(422, 'Reference already exists');
    }
    const reference = await findReference(git, ref);
    return c.json(formatReference(context, git, reference), 201);
  });
  routes.patch('/repos/:owner/:repo/git/refs/:ref{.+}', c =>
    update(context, c),
  );
  routes.delete('/repos/:owner/:repo/git/refs/:ref{.+}', async c => {
    const { git, login } = await requireWritable(context, c);
    const { name } = await findReference(git, c.req.param('ref'), 422);
    if (name === branchPrefix + (await git.defaultBranch())) {
      throw new ApiError(422, 'Cannot delete the default branch');
    }
    if (name.startsWith(branchPrefix)) {
      const branch = name.slice(branchPrefix.length);
      const change = { branch, login, kind: 'delete' } as const;
      await requireChangeable(context, git, change);
    }
    await deleteReference(git, name);
    return c.body(null, 204);
  });
}

async function update(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
): Promise<Response> {
  const { git, login } = await requireWritable(context, c);
  const { sha, force } = await readBody(c, movedReference);
  const { name } = await findReference(git, c.req.param('ref') ?? '', 422);
  await requireTarget(git, name, sha);
  let isMoved = false;
  // Somebody may have moved it since it was looked at: then it is looked at again.
  for (let attempt = 0; attempt < attempts && !isMoved; attempt += 1) {
    const reference = await findReference(git, name, 422);
    const base = await git.mergeBase(reference.id, sha);
    const isForward = base === reference.id;
    if (name.startsWith(branchPrefix)) {
      await requireChangeable(context, git, {
        branch: name.slice(branchPrefix.length),
        login,
        kind: isForward || !force ? 'update' : 'force',
      });
    }
    if (!isForward && !force) {
      throw new ApiError(422, 'Update is not a fast forward', {
        page: 'https://docs.github.com/rest/git/refs#update-a-reference',
      });
    }
    const change = { from: reference.id, to: sha };
    isMoved = await moveReference(git, name, change);
  }
  if (!isMoved) {
    throw new ApiError(422, 'Reference update failed');
  }
  return c.json(formatReference(context, git, await findReference(git, name)));
}

async function findReference(
  git: GitRepository,
  name: string,
  status: 404 | 422 = 404,
): Promise<Reference> {
  const whole = name.startsWith('refs/') ? name : `refs/${name}`;
  const references = await git.references(whole);
  const found = references.find(reference => reference.name === whole);
  if (!found) {
    throw status === 404
      ? notFound()
      : new ApiError(422, 'Reference does not exist');
  }
  return found;
}

async function requireTarget(
  git: GitRepository,
  reference: string,
  id: string,
): Promise<void> {
  const [object] = await git.findObjects([id]);
  const isBranch = reference.startsWith('refs/heads/');
  if (!object || (isBranch && object.type !== 'commit')) {
    throw new ApiError(422, 'Object does not exist');
  }
}

function formatReference(
  context: GitHubContext,
  git: GitRepository,
  reference: Reference,
) {
  const api = `${context.url}/repos/${git.fullName}/git`;
  const { name, id, type } = reference;
  return {
    ref: name,
    node_id: `REF_${Buffer.from(name).toString('base64url')}`,
    url: `${api}/${encodePath(name)}`,
    object: { sha: id, type, url: `${api}/${type}s/${id}` },
  };
}
