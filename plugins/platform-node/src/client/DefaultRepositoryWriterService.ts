import { setTimeout as delay } from 'node:timers/promises';
import type { RepositorySlug } from '@golden-path/plugin-platform-common';
import type { RepositoryCommit } from '../GitHubService';
import type {
  BranchState,
  CommitRequest,
  PullRequestRequest,
  PullRequestState,
  RepositoryWriterService,
  WrittenCommit,
} from '../RepositoryWriterService';
import type { GitHubClient } from './GitHubClient';
import { parseRequest } from './parseRequest';
import { closePullRequest } from './repository/closePullRequest';
import { commitToBranch } from './repository/commitToBranch';
import type { GitHubClock } from './repository/GitHubClock';
import { listCommitsBetween } from './repository/listCommitsBetween';
import { openPullRequest } from './repository/openPullRequest';
import { readBranchState } from './repository/readBranchState';
import { readPullRequest } from './repository/readPullRequest';
import { readRepositoryFile } from './repository/readRepositoryFile';
import { RepositoryRequests } from './repository/RepositoryRequests';
import {
  branchRequestSchema,
  commitRequestSchema,
  fileRequestSchema,
  pullRequestNumberSchema,
  pullRequestRequestSchema,
  rangeRequestSchema,
} from './repository/writeRequests';

/** Somebody may be looking at a plan that waits for it. */
const readPatienceMilliseconds = 5_000;

const writePatienceMilliseconds = 90_000;

/** Who asks, and how to stop. */
interface Caller {
  readonly signal?: AbortSignal;
  readonly beforeWrite?: () => Promise<void>;
}

/** Options of {@link DefaultRepositoryWriterService.create}. */
export interface RepositoryWriterOptions {
  readonly client: GitHubClient;
  /** Has to be the one of the client. */
  readonly clock?: GitHubClock;
}

const systemClock: GitHubClock = {
  now: () => Date.now(),
  delay: (milliseconds, signal) => delay(milliseconds, undefined, { signal }),
};

/** Changes of files through GitHub's Git data API. */
export class DefaultRepositoryWriterService implements RepositoryWriterService {
  readonly #client: GitHubClient;
  readonly #clock: GitHubClock;

  static create(
    options: RepositoryWriterOptions,
  ): DefaultRepositoryWriterService {
    return new DefaultRepositoryWriterService(options);
  }

  private constructor({
    client,
    clock = systemClock,
  }: RepositoryWriterOptions) {
    this.#client = client;
    this.#clock = clock;
  }

  async readBranch(
    slug: RepositorySlug,
    options: {
      branch: string;
      paths: readonly string[];
      signal?: AbortSignal;
    },
  ): Promise<BranchState | undefined> {
    const wanted = parseRequest(branchRequestSchema, options);
    return readBranchState(this.#reading(slug, options), wanted);
  }

  async readFile(
    slug: RepositorySlug,
    options: { path: string; ref: string; signal?: AbortSignal },
  ): Promise<string | undefined> {
    const wanted = parseRequest(fileRequestSchema, options);
    const entry = await readRepositoryFile(
      this.#reading(slug, options),
      wanted,
    );
    return entry?.text();
  }

  async commit(
    slug: RepositorySlug,
    request: CommitRequest,
  ): Promise<WrittenCommit> {
    const parsed = parseRequest(commitRequestSchema, request);
    return commitToBranch(this.#writing(slug, request), parsed);
  }

  async openPullRequest(
    slug: RepositorySlug,
    request: PullRequestRequest,
  ): Promise<PullRequestState> {
    const parsed = parseRequest(pullRequestRequestSchema, request);
    return openPullRequest(this.#writing(slug, request), parsed);
  }

  async readPullRequest(
    slug: RepositorySlug,
    options: { number: number; signal?: AbortSignal },
  ): Promise<PullRequestState> {
    const { number } = parseRequest(pullRequestNumberSchema, options);
    const { pullRequest } = await readPullRequest(
      this.#reading(slug, options),
      number,
    );
    return pullRequest;
  }

  async closePullRequest(
    slug: RepositorySlug,
    options: { number: number } & Caller,
  ): Promise<PullRequestState> {
    const { number } = parseRequest(pullRequestNumberSchema, options);
    return closePullRequest(this.#writing(slug, options), number);
  }

  async commitsBetween(
    slug: RepositorySlug,
    options: { from: string; to: string; limit?: number; signal?: AbortSignal },
  ): Promise<
    { items: readonly RepositoryCommit[]; hasMore: boolean } | undefined
  > {
    const range = parseRequest(rangeRequestSchema, options);
    return listCommitsBetween(this.#reading(slug, options), range);
  }

  #reading(slug: RepositorySlug, { signal }: Caller): RepositoryRequests {
    return this.#requests(slug, { signal }, readPatienceMilliseconds);
  }

  #writing(slug: RepositorySlug, caller: Caller): RepositoryRequests {
    return this.#requests(slug, caller, writePatienceMilliseconds);
  }

  #requests(
    slug: RepositorySlug,
    { signal, beforeWrite }: Caller,
    patience: number,
  ): RepositoryRequests {
    return RepositoryRequests.create({
      client: this.#client,
      clock: this.#clock,
      slug,
      patience,
      signal,
      beforeWrite,
    });
  }
}
