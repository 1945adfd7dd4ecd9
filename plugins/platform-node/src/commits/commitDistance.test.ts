import { commitDistance, type CommitNode } from './commitDistance';

/**
 * Reads a history such as `d:c c:b,x b:a`: a commit and its parents, the newest first. What is a parent only is not
 * known, and a commit without a colon is the first of its repository.
 */
function read(history: string): Map<string, CommitNode> {
  const commits = history.split(' ').filter(Boolean);
  return new Map(
    commits.map((commit, index) => {
      const [sha, parents] = commit.split(':');
      const date = new Date(Date.UTC(2026, 0, 100 - index)).toISOString();
      return [sha, { parents: parents?.split(',') ?? [], date }];
    }),
  );
}

/** A straight line of commits from `<name><newest>` to `<name><oldest>`, whose parent is not known. */
const line = (name: string, last: number, first: number) =>
  Array.from(
    { length: last - first + 1 },
    (_, i) => `${name}${last - i}:${name}${last - i - 1}`,
  ).join(' ');

const exactly = (ahead: number, behind: number) => ({
  ahead,
  behind,
  isExact: true,
});
const atLeast = (ahead: number, behind: number) => ({
  ahead,
  behind,
  isExact: false,
});

/** Numbers below a limit, the same ones for the same seed. */
function randomOf(seed: number): (below: number) => number {
  let state = seed;
  return below => {
    state = (state * 48_271) % 2_147_483_647;
    return state % below;
  };
}

/** The parents of up to 40 commits, which are numbered in the order of their dates. */
function historyOf(
  random: (below: number) => number,
): ReadonlyMap<number, number[]> {
  const size = 10 + random(30);
  return new Map(
    Array.from({ length: size }, (_, sha) => [
      sha,
      [
        ...new Set(
          Array.from({ length: sha && 1 + random(2) }, () =>
            Math.max(0, sha - 1 - random(6)),
          ),
        ),
      ],
    ]),
  );
}

/** A commit and all before it. */
function pastOf(
  history: ReadonlyMap<number, number[]>,
  from: number,
): Set<number> {
  const found = new Set([from]);
  // A set gives also what is added while it is read.
  found.forEach(sha => history.get(sha)?.forEach(parent => found.add(parent)));
  return found;
}

function newest(commits: ReadonlySet<number>, count: number): number[] {
  return [...commits].sort((left, right) => right - left).slice(0, count);
}

describe('commitDistance', () => {
  it.each([
    ['the same commit', 'b:a a', 'b', 'b', exactly(0, 0)],
    ['the next commit', 'b:a a', 'a', 'b', exactly(1, 0)],
    ['the commit before', 'b:a a', 'b', 'a', exactly(0, 1)],
    ['a line of commits', line('c', 40, 1), 'c3', 'c40', exactly(37, 0)],
    ['the last known commit', line('c', 100, 1), 'c1', 'c100', exactly(99, 0)],
    [
      'a merged branch, whose commits count',
      'm:c,y y:x c:b x:b b:a a',
      'c',
      'm',
      exactly(3, 0),
    ],
    [
      'a merge seen from the branch that it merged',
      'm:c,y y:x c:b x:b b:a a',
      'y',
      'm',
      exactly(2, 0),
    ],
    ['branches that parted', 'y:x d:c x:b c:b b:a a', 'd', 'y', exactly(2, 2)],
    [
      'a branch that took in the other one and went on',
      'y:x x:w,c d:c c:b w:b b:a a',
      'd',
      'y',
      exactly(3, 1),
    ],
    [
      'branches that crossed each other',
      'q:p,c d:c,p p:b c:b b:a a',
      'd',
      'q',
      exactly(1, 1),
    ],
    ['an octopus', 'm:a,x,y,z z:a y:a x:a a', 'a', 'm', exactly(4, 0)],
    ['two first commits', 'm:b,z z b:a a', 'b', 'm', exactly(2, 0)],
    ['histories that share nothing', 'z y:x x b:a a', 'b', 'z', exactly(1, 2)],
    [
      'branches that parted where the list ends',
      'y:x d:c x:b c:b b:a',
      'd',
      'y',
      exactly(2, 2),
    ],
    [
      'a merged branch that is older than the list',
      'm:c,y c:b b:a a:z y:old',
      'b',
      'm',
      atLeast(3, 0),
    ],
    [
      'a base that is far away: more than all that is known',
      `${line('h', 300, 201)} ${line('b', 100, 1)}`,
      'b100',
      'h300',
      atLeast(100, 0),
    ],
    [
      'a head that is far behind',
      `${line('b', 300, 201)} ${line('h', 100, 1)}`,
      'b300',
      'h100',
      atLeast(0, 100),
    ],
    [
      // c3 and c2 are older than what is known of the long branch, and may well belong to it.
      'a long branch beside a short one: only what is newer counts',
      `h9:h8 h8:c3 ${line('b', 30, 5)} c3:c2 c2:c1`,
      'b30',
      'h9',
      atLeast(2, 0),
    ],
    ['an unknown base', 'b:a a', 'z', 'b', undefined],
    ['an unknown head', 'b:a a', 'a', 'z', undefined],
    ['nothing known', '', 'z', 'z', undefined],
    ['a parent that is only named', 'b:a', 'a', 'b', undefined],
  ])('tells of %s', (...[, history, base, head, expected]) => {
    expect(commitDistance(read(history), { base, head })).toEqual(expected);
  });

  it.each([1_000, 12, 5])(
    'is right of any history of which the newest %d commits are known, or says that it is not exact',
    window => {
      const seen = { exact: 0, lower: 0 };
      for (let seed = 1; seed <= 500; seed += 1) {
        const random = randomOf(seed);
        const history = historyOf(random);
        const [base, head] = [random(history.size), random(history.size)];
        const [bases, heads] = [base, head].map(sha => pastOf(history, sha));
        const ahead = [...heads].filter(sha => !bases.has(sha)).length;
        const behind = [...bases].filter(sha => !heads.has(sha)).length;

        // Either is the newest of a list, or somewhere in the list of a later commit.
        const known = [base, head].flatMap(sha => {
          const tip = sha + random(history.size - sha);
          const list = newest(pastOf(history, tip), window);
          return list.includes(sha)
            ? list
            : newest(pastOf(history, sha), window);
        });
        const distance = commitDistance(
          new Map(
            known.map(sha => [
              String(sha),
              {
                parents: history.get(sha)!.map(String),
                date: new Date(sha * 1_000).toISOString(),
              },
            ]),
          ),
          { base: String(base), head: String(head) },
        );

        const { isExact, ...counted } = distance!;
        seen[isExact ? 'exact' : 'lower'] += 1;
        const isRight = isExact
          ? counted.ahead === ahead && counted.behind === behind
          : counted.ahead <= ahead && counted.behind <= behind;
        expect({ seed, counted, ahead, behind, isRight }).toMatchObject({
          isRight: true,
        });
      }
      expect(seen.exact).toBeGreaterThan(100);
      expect(seen.lower > 0).toBe(window < 1_000);
    },
  );
});
