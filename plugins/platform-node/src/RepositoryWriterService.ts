import {
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type { RepositorySlug } from '@golden-path/plugin-platform-common';
import { DefaultRepositoryWriterService } from './client/DefaultRepositoryWriterService';
import { gitHubClientRef } from './client/gitHubClientRef';
import type { RepositoryCommit } from './GitHubService';

/** A file as it is at the head of a branch. */
export interface RepositoryFile {
  readonly path: string;
  readonly content: string;
  /** The SHA of the blob: it changes with the content and with nothing else. */
  readonly blobSha: string;
}

/** A branch and what is at its head. */
export interface BranchState {
  readonly name: string;
  /** The full SHA of the commit at its head. */
  readonly headSha: string;
  /** True where the branch takes no direct push from the portal, so that a pull request is needed. */
  readonly needsPullRequest: boolean;
  readonly files: readonly RepositoryFile[];
}

/** One commit that is to be made, on top of whatever is at the head of a branch. */
export interface CommitRequest {
  readonly branch: string;
  /** The first line and, after an empty line, the rest; without trailers. */
  readonly message: string;
  /** Trailers such as `Requested-by`, in their order. */
  readonly trailers: Readonly<Record<string, string>>;
  /**
   * Identifies the change: it is written as the trailer `Operation-Id`. A commit with it that is on the branch already
   * is taken for this one, so that a repeated call makes no second one.
   */
  readonly marker: string;
  /**
   * The files, each with the blob that it is written over; `null` for one that must not exist yet. A file that became
   * another one since is a `ConflictError`; other changes of the branch are not.
   */
  readonly files: readonly {
    readonly path: string;
    readonly content: string;
    readonly expectedBlobSha: string | null;
  }[];
  /**
   * Called immediately before each call that changes something. Rejecting it ends the work there.
   */
  readonly beforeWrite?: () => Promise<void>;
  readonly signal?: AbortSignal;
}

/** A commit on a branch. */
export interface WrittenCommit {
  readonly sha: string;
  readonly url: string;
  /** False where it was there already. */
  readonly isNew: boolean;
}

/** A pull request. */
export interface PullRequestState {
  readonly number: number;
  readonly url: string;
  readonly state: 'open' | 'merged' | 'closed';
  /** The commit on the base branch; only when merged. */
  readonly mergeSha?: string;
}

/** A pull request that is to be made from a branch of its own. */
export interface PullRequestRequest extends CommitRequest {
  /** The branch to make; `branch` is the one that it is to be merged into. */
  readonly head: string;
  readonly title: string;
  /** Markdown. */
  readonly body: string;
}

/**
 * Changes of files in GitHub repositories, made by the Git data API with the credentials of the integration. What
 * failed for a passing reason is repeated, with the waits that GitHub asks for; what was done in spite of an error is
 * found again and not repeated. Rejects with a `ConflictError` where somebody else changed the same file, with a
 * `NotAllowedError` where the portal may not write, with a `ProtectedBranchError`, which is one, where a pull request
 * would do, and with a `RateLimitError` where GitHub wants to be left alone for
 * longer than a phase should wait.
 */
export interface RepositoryWriterService {
  /** The head of a branch with some files; `undefined` where there is no such branch. Files that do not exist are left out. */
  readBranch(
    slug: RepositorySlug,
    options: {
      readonly branch: string;
      readonly paths: readonly string[];
      readonly signal?: AbortSignal;
    },
  ): Promise<BranchState | undefined>;

  /** The text of a file of up to 1 MB at a tag, branch or commit; `undefined` where there is none. */
  readFile(
    slug: RepositorySlug,
    options: {
      readonly path: string;
      readonly ref: string;
      readonly signal?: AbortSignal;
    },
  ): Promise<string | undefined>;

  /** Puts a commit onto a branch, once; gives the head, not new, where the files are as they should be already. */
  commit(slug: RepositorySlug, request: CommitRequest): Promise<WrittenCommit>;

  /** Makes a branch with one commit and a pull request from it, once. */
  openPullRequest(
    slug: RepositorySlug,
    request: PullRequestRequest,
  ): Promise<PullRequestState>;

  readPullRequest(
    slug: RepositorySlug,
    options: { readonly number: number; readonly signal?: AbortSignal },
  ): Promise<PullRequestState>;

  /**
   * Closes a pull request that was not merged, and deletes its branch where the portal made it and nobody added to it,
   * also when it was closed before; one that was merged stays as it is.
   */
  closePullRequest(
    slug: RepositorySlug,
    options: {
      readonly number: number;
      readonly beforeWrite?: () => Promise<void>;
      readonly signal?: AbortSignal;
    },
  ): Promise<PullRequestState>;

  /** The commits after `from` up to `to`, the newest first; `undefined` where they are not in one line or not known. */
  commitsBetween(
    slug: RepositorySlug,
    options: {
      readonly from: string;
      readonly to: string;
      readonly limit?: number;
      readonly signal?: AbortSignal;
    },
  ): Promise<
    | { readonly items: readonly RepositoryCommit[]; readonly hasMore: boolean }
    | undefined
  >;
}

/** GitHub's repositories as `integrations.github` lets the portal write to them, one writer for all plugins. */
export const repositoryWriterServiceRef =
  createServiceRef<RepositoryWriterService>({
    id: 'golden-path.platform.repository-writer',
    scope: 'root',
    defaultFactory: async service =>
      createServiceFactory({
        service,
        deps: { client: gitHubClientRef },
        async factory({ client }) {
          return DefaultRepositoryWriterService.create({ client });
        },
      }),
  });
