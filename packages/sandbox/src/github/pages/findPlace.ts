import type { Context } from 'hono';
import { findReadable } from '../api/access.ts';
import type { RepositoryRecord } from '../api/access.ts';
import type { GitRepository } from '../git/GitRepository.ts';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { bot } from '../identities/people.ts';

/** A repository that a page shows. */
export interface PageRepository {
  readonly git: GitRepository;
  readonly record: RepositoryRecord;
}

/** A file or folder of a revision that a page shows. */
export interface PagePlace extends PageRepository {
  readonly revision: string;
  readonly commit: string;
  /** Empty for the root. */
  readonly path: string;
}

/**
 * Finds the repository of a page. Pages have no sign-in of their own: who can open them could as well sign in as
 * anybody, so private repositories are shown too.
 */
export async function findPageRepository(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
): Promise<PageRepository | undefined> {
  return findReadable(
    context,
    { kind: 'known', login: bot.login, scope: '' },
    { owner: c.req.param('owner') ?? '', name: c.req.param('repo') ?? '' },
  );
}

/**
 * Finds out where `main/docs/index.md` leads: names of branches may hold slashes themselves, so the longest one that
 * fits is taken.
 */
export async function findPlace(
  repository: PageRepository,
  rest: string,
): Promise<PagePlace | undefined> {
  const { git } = repository;
  const parts = rest.split('/').filter(part => part !== '');
  for (let length = parts.length; length > 0; length -= 1) {
    const revision = parts.slice(0, length).join('/');
    const commit = await git.resolveCommit(revision);
    if (commit) {
      const path = parts.slice(length).join('/');
      return { ...repository, revision, commit, path };
    }
  }
  return undefined;
}

/** The root of the default branch; undefined while nothing was pushed. */
export async function findRoot(
  repository: PageRepository,
): Promise<PagePlace | undefined> {
  const branch = await repository.git.defaultBranch();
  return findPlace(repository, branch);
}
