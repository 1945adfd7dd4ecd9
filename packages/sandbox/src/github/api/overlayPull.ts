import { compareCommits } from '../git/compareCommits.ts';
import type { GitRepository } from '../git/GitRepository.ts';
import { mergeBranches } from '../git/mergeBranches.ts';
import type { GitHubContext } from '../GitHubContext.ts';

/** What is needed of a pull request to find its commits. */
export interface PullShape {
  readonly number: number;
  readonly diff_url: string;
  readonly state: string;
  readonly head: { readonly ref: string; readonly [key: string]: unknown };
  readonly base: { readonly ref: string; readonly [key: string]: unknown };
  readonly [key: string]: unknown;
}

/** Where the two ends of a pull request are: now, or where they were when it was merged or closed. */
export interface PullEnds {
  readonly git: GitRepository;
  readonly head: string | undefined;
  readonly base: string | undefined;
}

/** The repository a pull request belongs to, as `owner/name`. */
export function repositoryOfPull(url: string, diffUrl: string): string {
  return diffUrl.slice(url.length + 1).replace(/\/pull\/\d+\.diff$/, '');
}

/** Finds the commits of a pull request. */
export async function findPullEnds(
  context: GitHubContext,
  pull: PullShape,
): Promise<PullEnds | undefined> {
  const fullName = repositoryOfPull(context.url, pull.diff_url);
  const [owner, name] = fullName.split('/');
  const git = await context.repositories.find({ owner, name });
  if (!git) {
    return undefined;
  }
  const facts = context.metadata.pullFacts(fullName, pull.number);
  const tip = (branch: string) => git.resolveCommit(`refs/heads/${branch}`);
  return {
    git,
    head: facts.head ?? (await tip(pull.head.ref)),
    base: facts.base ?? (await tip(pull.base.ref)),
  };
}

/** Puts the real commits, counts and times into a pull request of the emulator. */
export async function overlayPull(
  context: GitHubContext,
  pull: PullShape,
): Promise<Record<string, unknown>> {
  const ends = await findPullEnds(context, pull);
  if (!ends) {
    return pull;
  }
  const { git, head, base } = ends;
  const facts = context.metadata.pullFacts(git.fullName, pull.number);
  return {
    ...pull,
    ...(await changes(ends)),
    ...(await mergeState(pull, ends)),
    created_at: facts.createdAt ?? pull.created_at,
    closed_at: facts.closedAt ?? pull.closed_at,
    merged_at: facts.mergedAt ?? null,
    merge_commit_sha: facts.mergeCommit ?? null,
    head: { ...pull.head, sha: head ?? null },
    base: { ...pull.base, sha: base ?? null },
  };
}

async function changes({ git, head, base }: PullEnds) {
  const fork = head && base ? await git.mergeBase(base, head) : undefined;
  if (!head || !base || !fork) {
    return { commits: 0, additions: 0, deletions: 0, changed_files: 0 };
  }
  const files = await compareCommits(git, fork, head);
  return {
    commits: await git.countCommits(`${base}..${head}`),
    additions: files.reduce((sum, file) => sum + file.additions, 0),
    deletions: files.reduce((sum, file) => sum + file.deletions, 0),
    changed_files: files.length,
  };
}

async function mergeState(pull: PullShape, { git, head, base }: PullEnds) {
  if (pull.state !== 'open') {
    return { mergeable: null, mergeable_state: 'unknown' };
  }
  const tree =
    head && base ? await mergeBranches(git, { base, head }) : undefined;
  return tree
    ? { mergeable: true, mergeable_state: 'clean' }
    : { mergeable: false, mergeable_state: 'dirty' };
}
