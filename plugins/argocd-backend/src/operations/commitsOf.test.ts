import { commitsOf } from './commitsOf';

const slug = { host: 'github.com', owner: 'acme', repo: 'orders' };

const commit = (title: string) => ({
  sha: title,
  parents: [],
  title,
  author: { name: 'Ana', login: 'ana' },
  date: '2026-01-02T00:00:00Z',
  url: `https://github.com/acme/orders/commit/${title}`,
});

/** A repository with versions in one line. */
function repositoryWith(versions: string[]) {
  return {
    commitsBetween: jest.fn(
      async (_slug: unknown, { from, to }: { from: string; to: string }) => {
        const [start, end] = [from, to].map(name => versions.indexOf(name));
        return start < 0 || end < start
          ? undefined
          : {
              items: versions.slice(start + 1, end + 1).map(commit),
              hasMore: false,
            };
      },
    ),
  };
}

const signal = new AbortController().signal;

describe('commitsOf', () => {
  it.each([
    ['v1.0.0', 'v1.2.0', 'added', ['v1.1.0', 'v1.2.0']],
    ['v1.2.0', 'v1.1.0', 'removed', ['v1.2.0']],
  ])('tells the commits from %s to %s', async (...row) => {
    const [from, to, direction, titles] = row;
    const repository = repositoryWith(['v1.0.0', 'v1.1.0', 'v1.2.0']);
    const { commits } = await commitsOf(repository, { slug, from, to }, signal);
    expect(commits?.direction).toBe(direction);
    expect(commits?.items.map(({ title }) => title)).toEqual(titles);
  });

  it.each([
    ['v1.0.0', 'v1.0.0'],
    ['latest', 'v1.0.0'],
    ['v1.0.0', undefined],
    ['main', 'main~1'],
  ])('asks nobody about %s and %s', async (from, to) => {
    const repository = repositoryWith(['v1.0.0']);
    expect(await commitsOf(repository, { slug, from, to }, signal)).toEqual({});
    expect(repository.commitsBetween).not.toHaveBeenCalled();
  });

  it('does without versions that are no tags', async () => {
    const range = { slug, from: 'v1.0.0', to: 'v9.9.9' };
    expect(await commitsOf(repositoryWith(['v1.0.0']), range, signal)).toEqual(
      {},
    );
  });

  it('R14: tells that GitHub does not answer, and lets the plan be', async () => {
    const failing = {
      commitsBetween: async () => {
        throw new Error('GitHub wants to be left alone for 60 s.');
      },
    };
    const range = { slug, from: 'v1.0.0', to: 'v1.1.0' };
    expect(await commitsOf(failing, range, signal)).toEqual({
      warning:
        'The commits in between are not known: GitHub wants to be left alone for 60 s.',
    });
  });
});
