/** How many commits two revisions do not share. */
export interface CommitDistance {
  /** Commits of the head that the base does not have. */
  readonly ahead: number;
  /** Commits of the base that the head does not have. */
  readonly behind: number;
  /** False where more commits are between them than are known: the numbers are then the least that it can be. */
  readonly isExact: boolean;
}

/** What a commit needs for {@link commitDistance}. */
export interface CommitNode {
  readonly parents: readonly string[];
  readonly date: string;
}

/**
 * How far a head is from a base, as far as the known commits tell: `undefined` when one of the two is not known.
 *
 * The known commits have to be the newest ones that lead to the head and to the base, as GitHub lists them. Then a
 * commit that is missing is older than those that are there, which makes these rules true:
 *
 * - The commits that only one side has are all known when none of them has an unknown parent.
 * - While the other side has unknown ones, a commit surely belongs to one side only when it is newer than the other.
 */
export function commitDistance(
  commits: ReadonlyMap<string, CommitNode>,
  { base, head }: { readonly base: string; readonly head: string },
): CommitDistance | undefined {
  const newest = { base: commits.get(base), head: commits.get(head) };
  if (!newest.base || !newest.head) {
    return undefined;
  }
  const reached = {
    base: reach(commits, base),
    head: reach(commits, head),
  };
  const onlyHead = without(reached.head, reached.base);
  const onlyBase = without(reached.base, reached.head);
  const isComplete = (side: ReadonlyMap<string, CommitNode>) =>
    [...side.values()].every(({ parents }) =>
      parents.every(parent => commits.has(parent)),
    );
  const complete = { base: isComplete(onlyBase), head: isComplete(onlyHead) };
  return {
    ahead: complete.base
      ? onlyHead.size
      : countNewer(onlyHead, newest.base.date),
    behind: complete.head
      ? onlyBase.size
      : countNewer(onlyBase, newest.head.date),
    isExact: complete.base && complete.head,
  };
}

/** The commit and all known ones before it. */
function reach(
  commits: ReadonlyMap<string, CommitNode>,
  from: string,
): Map<string, CommitNode> {
  const reached = new Map<string, CommitNode>();
  const open = [from];
  for (let sha = open.pop(); sha !== undefined; sha = open.pop()) {
    const commit = commits.get(sha);
    if (commit && !reached.has(sha)) {
      reached.set(sha, commit);
      open.push(...commit.parents);
    }
  }
  return reached;
}

function without(
  side: ReadonlyMap<string, CommitNode>,
  other: ReadonlyMap<string, CommitNode>,
): ReadonlyMap<string, CommitNode> {
  return new Map([...side].filter(([sha]) => !other.has(sha)));
}

function countNewer(
  side: ReadonlyMap<string, CommitNode>,
  date: string,
): number {
  const time = Date.parse(date);
  return [...side.values()].filter(commit => Date.parse(commit.date) > time)
    .length;
}
