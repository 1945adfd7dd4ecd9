import { Hono } from 'hono';
import type { Context } from 'hono';
import { z } from 'zod';
import type { GitRepository } from '../git/GitRepository.ts';
import { mergeBranches, rebaseBranch } from '../git/mergeBranches.ts';
import {
  deleteReference,
  moveReference,
  writeCommit,
} from '../git/writeCommit.ts';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { requireWritable } from './access.ts';
import { ApiError } from './ApiError.ts';
import type { PullShape } from './overlayPull.ts';
import { requireEnds, requirePull } from './pullRoutes.ts';
import { readBody } from './readBody.ts';
import { requireApproved } from './reviewRules.ts';
import { signatureOf } from './signatures.ts';

const mergeSchema = z.object({
  commit_title: z.string().nullish(),
  commit_message: z.string().nullish(),
  sha: z.string().nullish(),
  merge_method: z.enum(['merge', 'squash', 'rebase']).default('merge'),
});

type Merge = z.infer<typeof mergeSchema>;

const settings = z.looseObject({ delete_branch_on_merge: z.boolean() });

interface MergePlan {
  readonly git: GitRepository;
  readonly login: string;
  readonly pull: PullShape;
  readonly ends: { readonly head: string; readonly base: string };
  readonly merge: Merge;
}

/** Merges pull requests in Git. */
export function mergeRoutes(context: GitHubContext): Hono<GitHubEnvironment> {
  const routes = new Hono<GitHubEnvironment>();
  routes.put('/repos/:owner/:repo/pulls/:number{[0-9]+}/merge', c =>
    mergePull(context, c),
  );
  return routes;
}

async function mergePull(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
): Promise<Response> {
  const { git, login, record } = await requireWritable(context, c);
  const merge = await readBody(c, mergeSchema);
  const pull = await requirePull(context, c, git);
  const ends = await requireEnds(context, c, git);
  if (merge.sha && merge.sha !== ends.head) {
    throw new ApiError(
      409,
      'Head branch was modified. Review and try the merge again.',
    );
  }
  await requireApproved(context, git, pull);
  const commit = await commitMerge(context, { git, login, pull, ends, merge });
  // The emulator decides whether merging is allowed now; only then does the branch move.
  const response = await context.metadata.change({
    login,
    method: 'PUT',
    path: `/repos/${git.fullName}/pulls/${pull.number}/merge`,
    body: { merge_method: merge.merge_method },
    facts: () => ({
      pull: `${git.fullName}#${pull.number}`,
      event: 'merged',
      mergeCommit: commit,
      ...ends,
    }),
  });
  if (!response.ok) {
    return response;
  }
  const move = { from: ends.base, to: commit };
  if (!(await moveReference(git, `refs/heads/${pull.base.ref}`, move))) {
    throw new ApiError(409, 'Base branch was modified. Try the merge again.');
  }
  if (settings.safeParse(record).data?.delete_branch_on_merge) {
    await deleteReference(git, `refs/heads/${pull.head.ref}`);
  }
  return c.json({
    sha: commit,
    merged: true,
    message: 'Pull Request successfully merged',
  });
}

async function commitMerge(
  context: GitHubContext,
  { git, login, pull, ends, merge }: MergePlan,
): Promise<string> {
  const signature = signatureOf(context, login);
  if (merge.merge_method === 'rebase') {
    const rebased = await rebaseBranch(git, { ...ends, committer: signature });
    return rebased ?? refuse();
  }
  const tree = (await mergeBranches(git, ends)) ?? refuse();
  const isSquash = merge.merge_method === 'squash';
  const subject =
    merge.commit_title ??
    (isSquash
      ? `${pull.title} (#${pull.number})`
      : `Merge pull request #${pull.number} from ${git.name.owner}/${pull.head.ref}`);
  const body = merge.commit_message ?? (isSquash ? '' : pull.title);
  return writeCommit(git, {
    tree,
    parents: isSquash ? [ends.base] : [ends.base, ends.head],
    message: body ? `${subject}\n\n${body}` : subject,
    author: signature,
    committer: signature,
  });
}

function refuse(): never {
  throw new ApiError(405, 'Pull Request is not mergeable');
}
