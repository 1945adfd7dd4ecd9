import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { RepositorySlug } from '@golden-path/plugin-platform-common';
import type { CommitDistance } from './commits/commitDistance';
import { DefaultCommitHistory } from './commits/DefaultCommitHistory';
import { gitHubServiceRef, type RepositoryCommit } from './GitHubService';

/** The commits of a revision have arrived. */
export interface CommitsArrival {
  readonly repository: RepositorySlug;
  readonly revision: string;
}

/**
 * What is known of the commits that run somewhere. All methods answer at once from memory: what GitHub has not said yet,
 * or cannot say, is absent.
 *
 * A revision is a full commit SHA or a version tag such as `v1.8.2`; other names move, and are never known.
 */
export interface CommitHistory {
  /**
   * Asks GitHub in the background for revisions that are not known yet, at most once each. Does nothing where the host
   * is not in `integrations.github`, where the answer was no within the last minute, or while GitHub is down or wants to
   * be left alone: ask again with the next read.
   */
  request(repository: RepositorySlug, revisions: readonly string[]): void;
  /** The commit of a revision. */
  commit(
    repository: RepositorySlug,
    revision: string,
  ): RepositoryCommit | undefined;
  /** How far two revisions are apart. */
  distance(
    repository: RepositorySlug,
    revisions: { readonly base: string; readonly head: string },
  ): CommitDistance | undefined;
  /** Calls back whenever the commits of a requested revision have arrived. Returns a function that ends this. */
  subscribe(listener: (arrival: CommitsArrival) => void): () => void;
}

/** The commits of the repositories on the hosts of `integrations.github`, one memory for all plugins of a process. */
export const commitHistoryRef = createServiceRef<CommitHistory>({
  id: 'golden-path.platform.commit-history',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { gitHub: gitHubServiceRef, logger: coreServices.rootLogger },
      factory({ gitHub, logger }) {
        return DefaultCommitHistory.create({
          gitHub,
          logger: logger.child({ service: 'commit-history' }),
        });
      },
    }),
});
