import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { RepositorySlug } from '@golden-path/plugin-platform-common';
import { DefaultGitHubService } from './client/DefaultGitHubService';
import { gitHubClientRef } from './client/gitHubClientRef';

/** What the portal needs to know of a repository. */
export interface RepositorySummary {
  /** The page of the repository, for people. */
  readonly url: string;
  /** True where nothing was pushed to the default branch yet. */
  readonly empty: boolean;
  /** The branch that `HEAD` means. */
  readonly defaultBranch: string;
}

/** A commit of a repository. */
export interface RepositoryCommit {
  readonly sha: string;
  /** The full SHAs of its parents: several for a merge, none for the first commit. */
  readonly parents: readonly string[];
  /** The first line of its message. */
  readonly title: string;
  /** Its message after the first line, where there is more. */
  readonly message?: string;
  readonly author: {
    readonly name: string;
    /** The account, where GitHub knows whose the commit is. */
    readonly login?: string;
    readonly avatarUrl?: string;
  };
  /** When it was committed, which is later than it was written when it was rebased. */
  readonly date: string;
  /** Its page, for people. */
  readonly url: string;
}

/** GitHub, with the credentials of the integration that is configured for the host. */
export interface GitHubService {
  /** The hosts of `integrations.github`, in lower case. No other host is ever asked. */
  hosts(): readonly string[];
  repositoryExists(
    slug: RepositorySlug,
    options?: { signal?: AbortSignal },
  ): Promise<boolean>;
  /** The repository, or `undefined` where it does not exist or the portal's credentials cannot see it. */
  findRepository(
    slug: RepositorySlug,
    options?: { signal?: AbortSignal },
  ): Promise<RepositorySummary | undefined>;
  /**
   * The commits that lead to a tag, branch or commit, the newest first, in one call: up to 100, or `limit`. `undefined`
   * where there is no such revision. Rejects with a `RateLimitError` when GitHub wants to be left alone.
   */
  listCommits(
    slug: RepositorySlug,
    options: {
      readonly ref: string;
      readonly limit?: number;
      readonly signal?: AbortSignal;
    },
  ): Promise<RepositoryCommit[] | undefined>;
}

/** GitHub as `integrations.github` describes it, one client for all plugins of a process. */
export const gitHubServiceRef = createServiceRef<GitHubService>({
  id: 'golden-path.platform.github',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { client: gitHubClientRef },
      async factory({ client }) {
        return DefaultGitHubService.create({ client });
      },
    }),
});
