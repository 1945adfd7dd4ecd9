import { Hono } from 'hono';
import { z } from 'zod';
import { isSafePath } from '../git/GitRepository.ts';
import type { GitRepository } from '../git/GitRepository.ts';
import {
  writeBlob,
  writeCommit,
  writeTag,
  writeTree,
} from '../git/writeCommit.ts';
import type { TreeChange } from '../git/writeCommit.ts';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { requireReadable, requireWritable } from './access.ts';
import { ApiError, notFound } from './ApiError.ts';
import { formatGitCommit, formatTreeEntry } from './formats.ts';
import { readBody } from './readBody.ts';
import { signatureOf, signatureSchema } from './signatures.ts';

const objectId = z.string().regex(/^[0-9a-f]{40}$/);

const blobSchema = z.object({
  content: z.string(),
  encoding: z.enum(['utf-8', 'base64']).default('utf-8'),
});

const treeSchema = z.object({
  base_tree: objectId.optional(),
  tree: z.array(
    z.object({
      path: z.string(),
      mode: z.enum(['100644', '100755', '040000', '160000', '120000']),
      type: z.enum(['blob', 'tree', 'commit']).optional(),
      sha: objectId.nullish(),
      content: z.string().optional(),
    }),
  ),
});

const commitSchema = z.object({
  message: z.string().min(1),
  tree: objectId,
  parents: z.array(objectId).default([]),
  author: signatureSchema.optional(),
  committer: signatureSchema.optional(),
});

const tagSchema = z.object({
  tag: z.string().regex(/^[^\s~^:?*[\\]+$/),
  message: z.string(),
  object: objectId,
  type: z.enum(['commit', 'tree', 'blob']),
  tagger: signatureSchema.optional(),
});

/** Git's own objects: blobs, trees, commits and annotated tags. */
export function gitDataRoutes(context: GitHubContext): Hono<GitHubEnvironment> {
  const routes = new Hono<GitHubEnvironment>();
  addReads(routes, context);
  addFileWrites(routes, context);
  addHistoryWrites(routes, context);
  return routes;
}

function addReads(
  routes: Hono<GitHubEnvironment>,
  context: GitHubContext,
): void {
  routes.get('/repos/:owner/:repo/git/blobs/:sha', async c => {
    const { git } = await requireReadable(context, c);
    const object = await requireObject(git, c.req.param('sha'), 'blob');
    const content = await git.read('blob', object.id);
    if (/\braw\b/.test(c.req.header('accept') ?? '')) {
      return c.body(new Uint8Array(content), 200, {
        'content-type': 'application/vnd.github.raw; charset=utf-8',
        'x-content-type-options': 'nosniff',
      });
    }
    return c.json({
      sha: object.id,
      node_id: `B_${object.id}`,
      size: object.size,
      url: `${context.url}/repos/${git.fullName}/git/blobs/${object.id}`,
      content: content.toString('base64').replace(/.{1,60}/g, '$&\n'),
      encoding: 'base64',
    });
  });
  routes.get('/repos/:owner/:repo/git/trees/:ref{.+}', async c => {
    const { git } = await requireReadable(context, c);
    const ref = c.req.param('ref');
    const commit = await git.resolveCommit(ref);
    const id = commit
      ? (await git.commit(commit)).tree
      : (await requireObject(git, ref, 'tree')).id;
    const recursive = c.req.query('recursive') !== undefined;
    const entries = await git.listTree(id, recursive);
    return c.json({
      sha: id,
      url: `${context.url}/repos/${git.fullName}/git/trees/${id}`,
      tree: entries.map(entry => formatTreeEntry(context, git.fullName, entry)),
      truncated: false,
    });
  });
  routes.get('/repos/:owner/:repo/git/commits/:sha', async c => {
    const { git } = await requireReadable(context, c);
    const object = await requireObject(git, c.req.param('sha'), 'commit');
    const commit = await git.commit(object.id);
    return c.json(formatGitCommit(context, git.fullName, commit));
  });
}

function addFileWrites(
  routes: Hono<GitHubEnvironment>,
  context: GitHubContext,
): void {
  routes.post('/repos/:owner/:repo/git/blobs', async c => {
    const { git } = await requireWritable(context, c);
    const body = await readBody(c, blobSchema);
    const encoding = body.encoding === 'base64' ? 'base64' : 'utf8';
    const sha = await writeBlob(git, Buffer.from(body.content, encoding));
    const url = `${context.url}/repos/${git.fullName}/git/blobs/${sha}`;
    return c.json({ sha, url }, 201);
  });
  routes.post('/repos/:owner/:repo/git/trees', async c => {
    const { git } = await requireWritable(context, c);
    const body = await readBody(c, treeSchema);
    if (body.base_tree) {
      const [base] = await git.findObjects([`${body.base_tree}^{tree}`]);
      if (!base) {
        throw new ApiError(422, 'base_tree is not a valid tree oid');
      }
    }
    const id = await writeTree(
      git,
      body.base_tree,
      await Promise.all(body.tree.map(entry => readChange(git, entry))),
    );
    const entries = await git.listTree(id);
    return c.json(
      {
        sha: id,
        url: `${context.url}/repos/${git.fullName}/git/trees/${id}`,
        tree: entries.map(entry =>
          formatTreeEntry(context, git.fullName, entry),
        ),
        truncated: false,
      },
      201,
    );
  });
}

function addHistoryWrites(
  routes: Hono<GitHubEnvironment>,
  context: GitHubContext,
): void {
  routes.post('/repos/:owner/:repo/git/commits', async c => {
    const { git, login } = await requireWritable(context, c);
    const body = await readBody(c, commitSchema);
    const [tree, ...parents] = await git.findObjects([
      body.tree,
      ...body.parents,
    ]);
    if (tree?.type !== 'tree') {
      throw new ApiError(422, 'Tree SHA does not exist');
    }
    if (parents.some(parent => parent?.type !== 'commit')) {
      const message = 'Parent SHA does not exist or is not a commit object';
      throw new ApiError(422, message);
    }
    const author = signatureOf(context, login, body.author);
    const id = await writeCommit(git, {
      tree: body.tree,
      parents: body.parents,
      message: body.message,
      author,
      committer: body.committer
        ? signatureOf(context, login, body.committer)
        : author,
    });
    const commit = await git.commit(id);
    return c.json(formatGitCommit(context, git.fullName, commit), 201);
  });
  routes.post('/repos/:owner/:repo/git/tags', async c => {
    const { git, login } = await requireWritable(context, c);
    const body = await readBody(c, tagSchema);
    await requireObject(git, body.object, body.type, 422);
    const tagger = signatureOf(context, login, body.tagger);
    const sha = await writeTag(git, { ...body, name: body.tag, tagger });
    const { tag, message, type } = body;
    const object = { sha: body.object, type };
    return c.json({ sha, tag, message, tagger, object }, 201);
  });
}

async function requireObject(
  git: GitRepository,
  id: string,
  ...[type, status = 404]: [type: string, status?: 404 | 422]
) {
  const [object] = objectId.safeParse(id).success
    ? await git.findObjects([id])
    : [];
  if (object?.type !== type) {
    throw status === 404
      ? notFound()
      : new ApiError(422, `${id} is not a ${type} of ${git.fullName}`);
  }
  return object;
}

async function readChange(
  git: GitRepository,
  entry: z.infer<typeof treeSchema>['tree'][number],
): Promise<TreeChange> {
  const { path, mode, content, sha } = entry;
  if (!isSafePath(path)) {
    throw new ApiError(
      422,
      `tree.path contains a malformed path component: ${JSON.stringify(path)}`,
    );
  }
  if (content !== undefined) {
    return { path, mode, id: await writeBlob(git, Buffer.from(content)) };
  }
  if (sha === undefined) {
    throw new ApiError(422, `${path} needs either sha or content`);
  }
  if (sha !== null && mode !== '160000') {
    const type = mode === '040000' ? 'tree' : 'blob';
    await requireObject(git, sha, type, 422);
  }
  return { path, mode, id: sha };
}
