import { Hono } from 'hono';
import { basename, extname } from 'node:path/posix';
import type { GitRepository, TreeEntry } from '../git/GitRepository.ts';
import { tryGit } from '../git/runGit.ts';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { findReadable } from './access.ts';
import { ApiError } from './ApiError.ts';
import { formatContent } from './formats.ts';
import { overlayGit } from './overlayGit.ts';
import { paginate } from './paginate.ts';

interface CodeQuery {
  readonly terms: readonly string[];
  readonly qualifiers: ReadonlyMap<string, readonly string[]>;
}

/** Searches the default branches for code. */
export function searchRoutes(context: GitHubContext): Hono<GitHubEnvironment> {
  const routes = new Hono<GitHubEnvironment>();
  routes.get('/search/code', async c => {
    const query = parseQuery(c.req.query('q') ?? '');
    const items: object[] = [];
    for (const candidate of await context.repositories.list()) {
      const found =
        isAsked(candidate, query) &&
        (await findReadable(context, c.get('caller'), candidate.name));
      const entries = found ? await search(found.git, query) : [];
      if (found && entries.length > 0) {
        const repository = await overlayGit(
          context,
          c.get('caller'),
          found.record,
        );
        const revision = await found.git.defaultBranch();
        const place = { fullName: found.git.fullName, revision };
        items.push(
          ...entries.map(entry => ({
            ...formatContent(context, place, entry),
            repository,
            score: 1,
          })),
        );
      }
    }
    return c.json({
      total_count: items.length,
      incomplete_results: false,
      items: paginate(c, context.url, items),
    });
  });
  return routes;
}

function parseQuery(text: string): CodeQuery {
  const terms: string[] = [];
  const qualifiers = new Map<string, string[]>();
  for (const [token] of text.matchAll(/(?:\w+:)?"[^"]*"|\S+/g)) {
    const match = /^(\w+):(.*)$/.exec(token);
    const value = (match ? match[2] : token).replace(/^"|"$/g, '');
    if (match) {
      const name = match[1] === 'user' ? 'org' : match[1];
      qualifiers.set(name, [...(qualifiers.get(name) ?? []), value]);
    } else if (value !== '') {
      terms.push(value);
    }
  }
  if (terms.length === 0 && qualifiers.size === 0) {
    throw new ApiError(422, 'Validation Failed. q: is missing');
  }
  return { terms, qualifiers };
}

function isAsked(git: GitRepository, { qualifiers }: CodeQuery): boolean {
  const repositories = qualifiers.get('repo');
  const owners = qualifiers.get('org');
  return (
    (!repositories || repositories.includes(git.fullName)) &&
    (!owners || owners.includes(git.name.owner))
  );
}

async function search(
  git: GitRepository,
  { terms, qualifiers }: CodeQuery,
): Promise<TreeEntry[]> {
  const tip = await git.resolveCommit(await git.defaultBranch());
  if (!tip) {
    return [];
  }
  const is = (name: string, matches: (wanted: string) => boolean) =>
    (qualifiers.get(name) ?? []).every(matches);
  const entries = (await git.listTree(tip, true)).filter(
    ({ path, type }) =>
      type === 'blob' &&
      is('filename', wanted => basename(path) === basename(wanted)) &&
      is('extension', wanted => extname(path) === `.${wanted}`) &&
      is('path', wanted => path.startsWith(wanted.replace(/^\//, ''))),
  );
  if (terms.length === 0) {
    return entries;
  }
  const patterns = terms.flatMap(term => ['-e', term]);
  const grep = await tryGit(
    ['grep', '-z', '-l', '-i', '-F', '-I', '--all-match', ...patterns, tip],
    git.options(),
  );
  const files = new Set(
    grep.stdout
      .toString()
      .split('\0')
      .map(line => line.slice(tip.length + 1)),
  );
  return entries.filter(entry => files.has(entry.path));
}
