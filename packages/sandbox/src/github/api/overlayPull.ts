import { z } from 'zod';
import { compareCommits } from '../git/compareCommits.ts';
import type { GitRepository } from '../git/GitRepository.ts';
import { mergeBranches } from '../git/mergeBranches.ts';
import type { GitHubContext } from '../GitHubContext.ts';

/** What is needed of a pull request to find its commits. */
export const pullShape = z.looseObject({
  number: z.number(),
  title: z.string(),
  state: z.enum(['open', 'closed']),
  diff_url: z.string(),
  head: z.looseObject({ ref: z.string() }),
  base: z.looseObject({ ref: z.string() }),
});

/** A pull request as the emulator has it. */
export type PullShape = z.infer<typeof pullShape>;

/** Where the two ends of a pull request are: now, or where they were when it was merged or closed. */
export interface PullEnds {
  readonly git: GitRepository;
  readonly head: string | undefined;
  readonly base: string | undefined;
}

/** What the emulator says about the changes, which it does not know. */
const invented = [
  'commits',
  'additions',
  'deletions',
  'changed_files',
  'mergeable',
  'mergeable_state',
  'rebaseable',
];

/** Reads a pull request; undefined where there is none of that number. */
export async function readPull(
  context: GitHubContext,
  git: GitRepository,
  number: number,
): Promise<PullShape | undefined> {
  const path = `/repos/${git.fullName}/pulls/${number}`;
  return pullShape.safeParse(await context.metadata.read(path)).data;
}

/** Finds the commits of a pull request. */
export async function findPullEnds(
  context: GitHubContext,
  pull: PullShape,
): Promise<PullEnds | undefined> {
  const [owner, name] = pull.diff_url.slice(context.url.length + 1).split('/');
  const git = await context.repositories.find({ owner, name });
  if (!git) {
    return undefined;
  }
  const facts = context.metadata.pullFacts(git.fullName, pull.number);
  const tip = (branch: string) => git.resolveCommit(`refs/heads/${branch}`);
  return {
    git,
    head: facts.head ?? (await tip(pull.head.ref)),
    base: facts.base ?? (await tip(pull.base.ref)),
  };
}

/** Puts the real commits and times into a pull request of the emulator, and leaves out what it invents. */
export async function overlayPull(
  context: GitHubContext,
  pull: PullShape,
): Promise<Record<string, unknown>> {
  const ends = await findPullEnds(context, pull);
  if (!ends) {
    return pull;
  }
  const facts = context.metadata.pullFacts(ends.git.fullName, pull.number);
  const known = Object.entries(pull).filter(([key]) => !invented.includes(key));
  return {
    ...Object.fromEntries(known),
    created_at: facts.createdAt ?? pull.created_at,
    closed_at: facts.closedAt ?? pull.closed_at,
    merged_at: facts.mergedAt ?? null,
    merge_commit_sha: facts.mergeCommit ?? null,
    head: { ...pull.head, sha: ends.head ?? null },
    base: { ...pull.base, sha: ends.base ?? null },
  };
}

/** What a pull request changes, and whether it can be merged. */
export async function describeChanges(
  context: GitHubContext,
  pull: PullShape,
): Promise<Record<string, unknown>> {
  const ends = await findPullEnds(context, pull);
  const { git, head, base } = ends ?? {};
  const fork = git && head && base && (await git.mergeBase(base, head));
  if (!fork) {
    return { commits: 0, additions: 0, deletions: 0, changed_files: 0 };
  }
  const files = await compareCommits(git, fork, head);
  const isOpen = pull.state === 'open';
  const tree = isOpen ? await mergeBranches(git, { base, head }) : undefined;
  return {
    commits: await git.countCommits(`${base}..${head}`),
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
    mergeable: isOpen ? Boolean(tree) : null,
    mergeable_state: isOpen ? mergeableState(tree) : 'unknown',
    rebaseable: Boolean(tree),
  };
}

function mergeableState(tree: string | undefined): string {
  return tree ? 'clean' : 'dirty';
}
