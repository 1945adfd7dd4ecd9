import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import { isSafePath, isSafeRevision } from '../git/GitRepository.ts';
import type { GitRepository } from '../git/GitRepository.ts';
import {
  moveReference,
  writeBlob,
  writeCommit,
  writeTree,
} from '../git/writeCommit.ts';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { requireWritable } from './access.ts';
import { ApiError, notFound } from './ApiError.ts';
import { requireChangeable } from './branchRules.ts';
import { formatContent, formatGitCommit } from './formats.ts';
import { readBody } from './readBody.ts';
import { signatureOf, signatureSchema } from './signatures.ts';

const changeSchema = z.object({
  message: z.string().min(1),
  content: z.base64().optional(),
  sha: z.string().optional(),
  branch: z.string().optional(),
  author: signatureSchema.optional(),
  committer: signatureSchema.optional(),
});

const contentVerbs = { PUT: 'update', DELETE: 'delete' } as const;

type Change = z.infer<typeof changeSchema>;

interface Target {
  readonly git: GitRepository;
  readonly login: string;
  readonly branch: string;
  readonly tip: string | undefined;
  readonly path: string;
}

/** Writes and deletes one file with a commit of its own. */
export function contentChangeRoutes(
  context: GitHubContext,
): Hono<GitHubEnvironment> {
  const routes = new Hono<GitHubEnvironment>();
  routes.put('/repos/:owner/:repo/contents/:path{.+}', async c => {
    const change = await readBody(c, changeSchema);
    if (change.content === undefined) {
      throw new ApiError(422, 'Invalid request. "content" wasn\'t supplied.');
    }
    const target = await findTarget(context, c, change);
    const before = await checkKnownVersion(target, change);
    const blob = await writeBlob(
      target.git,
      Buffer.from(change.content, 'base64'),
    );
    const commit = await commitChange(context, target, { change, blob });
    const [entry] = (await target.git.listTree(commit.sha, true)).filter(
      candidate => candidate.path === target.path,
    );
    const place = { fullName: target.git.fullName, revision: target.branch };
    return c.json(
      { content: formatContent(context, place, entry), commit },
      before ? 200 : 201,
    );
  });
  routes.delete('/repos/:owner/:repo/contents/:path{.+}', async c => {
    const change = await readDeletion(c);
    const target = await findTarget(context, c, change);
    if (!(await checkKnownVersion(target, change))) {
      throw notFound();
    }
    const commit = await commitChange(context, target, { change, blob: null });
    return c.json({ content: null, commit });
  });
  return routes;
}

/** Octokit sends the fields of a deletion in the body, other clients in the query. */
async function readDeletion(c: Context): Promise<Change> {
  const body = await readBody(c, changeSchema.partial());
  const parsed = changeSchema.safeParse({ ...c.req.query(), ...body });
  if (!parsed.success) {
    throw new ApiError(422, 'Invalid request. "message" wasn\'t supplied.');
  }
  return parsed.data;
}

async function findTarget(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
  change: Change,
): Promise<Target> {
  const { git, login } = await requireWritable(context, c);
  const path = (c.req.param('path') ?? '').replace(/\/+$/, '');
  if (!isSafePath(path)) {
    throw new ApiError(422, `path contains a malformed path component`);
  }
  const defaultBranch = await git.defaultBranch();
  const branch = change.branch?.replace(/^refs\/heads\//, '') ?? defaultBranch;
  const tip = isSafeRevision(branch)
    ? await git.resolveCommit(`refs/heads/${branch}`)
    : undefined;
  const isFirstCommit =
    !tip && branch === defaultBranch && !(await git.lastCommitDate());
  if (!tip && !isFirstCommit) {
    throw new ApiError(404, `Branch ${branch} not found`);
  }
  if (tip) {
    const verb = contentVerbs[c.req.method === 'DELETE' ? 'DELETE' : 'PUT'];
    await requireChangeable(context, git, {
      branch,
      login,
      kind: 'update',
      refusal: { status: 409, prefix: `Could not ${verb} file: ` },
    });
  }
  return { git, login, branch, tip, path };
}

/** GitHub refuses a change by somebody who has not seen the file's present version. */
async function checkKnownVersion(
  target: Target,
  change: Change,
): Promise<string | undefined> {
  const found = target.tip
    ? await target.git.findPath(target.tip, target.path)
    : undefined;
  if (found && found.type !== 'blob') {
    throw new ApiError(422, `${target.path} is a folder`);
  }
  if (found && !change.sha) {
    throw new ApiError(422, 'Invalid request.\n\n"sha" wasn\'t supplied.');
  }
  if (change.sha && change.sha !== found?.id) {
    throw new ApiError(409, `${target.path} does not match ${change.sha}`);
  }
  return found?.id;
}

async function commitChange(
  context: GitHubContext,
  target: Target,
  { change, blob }: { change: Change; blob: string | null },
) {
  const { git, tip, path } = target;
  const tree = await writeTree(git, tip, [{ path, mode: '100644', id: blob }]);
  const author = signatureOf(
    context,
    target.login,
    change.author ?? change.committer,
  );
  const id = await writeCommit(git, {
    tree,
    parents: tip ? [tip] : [],
    message: change.message,
    author,
    committer: change.committer
      ? signatureOf(context, target.login, change.committer)
      : author,
  });
  const moved = await moveReference(git, `refs/heads/${target.branch}`, {
    from: tip,
    to: id,
  });
  if (!moved) {
    throw new ApiError(409, `Branch ${target.branch} was changed meanwhile`);
  }
  return formatGitCommit(context, git.fullName, await git.commit(id));
}
