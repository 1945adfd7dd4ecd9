import type { LoggerService } from '@backstage/backend-plugin-api';
import type { RepositorySlug } from '@golden-path/plugin-platform-common';
import { LRUCache } from 'lru-cache';
import type { CommitHistory, CommitsArrival } from '../CommitHistory';
import type { GitHubService, RepositoryCommit } from '../GitHubService';
import { RateLimitError } from '../RateLimitError';
import { commitDistance, type CommitDistance } from './commitDistance';
import { isCommit, isFixedRevision } from './isFixedRevision';
import { RequestGate } from './RequestGate';

/** About 500 lists of 100 commits. */
const maximumBytes = 32 * 1024 * 1024;

const timing = {
  /** How long GitHub may take for one answer. */
  timeoutMilliseconds: 3_000,
  /** How long it is not asked again for a revision that it does not know or could not tell. */
  absentMilliseconds: 60_000,
  /** Somebody may move the tag of a version after all. */
  tagMilliseconds: 24 * 60 * 60_000,
};

/** The newest commits that lead to a revision, or that there are none. */
type CommitList =
  | {
      readonly type: 'commits';
      /** The commit that the revision is. */
      readonly tip: string;
      readonly commits: ReadonlyMap<string, RepositoryCommit>;
    }
  | { readonly type: 'absent' };

type KnownList = Extract<CommitList, { type: 'commits' }>;

/** Options of {@link DefaultCommitHistory.create}. */
export interface CommitHistoryOptions {
  readonly gitHub: Pick<GitHubService, 'hosts' | 'listCommits'>;
  readonly logger: Pick<LoggerService, 'warn'>;
  readonly now?: () => number;
  readonly timeoutMilliseconds?: number;
}

/** Keeps the last 100 commits of each revision in memory. */
export class DefaultCommitHistory implements CommitHistory {
  readonly #options: CommitHistoryOptions;
  readonly #now: () => number;
  readonly #lists: LRUCache<string, CommitList, CommitsArrival>;
  /** The keys of the lists of each repository. */
  readonly #keys = new Map<string, Set<string>>();
  readonly #gates = new Map<string, RequestGate>();
  /** When each owner may be asked again, as it was logged. */
  readonly #limits = new Map<string, number>();
  readonly #listeners = new Set<(arrival: CommitsArrival) => void>();

  static create(options: CommitHistoryOptions): DefaultCommitHistory {
    return new DefaultCommitHistory(options);
  }

  private constructor(options: CommitHistoryOptions) {
    this.#options = options;
    this.#now = options.now ?? Date.now;
    this.#lists = new LRUCache({
      maxSize: maximumBytes,
      sizeCalculation: bytesOf,
      perf: { now: this.#now },
      ttlResolution: 0,
      fetchMethod: async (
        _key,
        _stale,
        { context, options: entry, signal },
      ) => {
        const list = await this.#ask(context, signal);
        if (list?.type === 'absent') {
          entry.ttl = timing.absentMilliseconds;
        } else if (!isCommit(context.revision)) {
          entry.ttl = timing.tagMilliseconds;
        }
        return list;
      },
      dispose: (_list, key) => this.#forget(key),
    });
  }

  /** {@inheritDoc CommitHistory.request} */
  request(repository: RepositorySlug, revisions: readonly string[]): void {
    if (!this.#options.gitHub.hosts().includes(repository.host)) {
      return;
    }
    const gate = this.#gateOf(repository.host);
    for (const revision of new Set(revisions)) {
      if (
        isFixedRevision(revision) &&
        !this.#find(repository, revision) &&
        gate.isOpen()
      ) {
        this.#fetch({ repository, revision });
      }
    }
  }

  /** {@inheritDoc CommitHistory.commit} */
  commit(
    repository: RepositorySlug,
    revision: string,
  ): RepositoryCommit | undefined {
    const found = this.#find(repository, revision);
    return found?.list.commits.get(found.sha);
  }

  /** {@inheritDoc CommitHistory.distance} */
  distance(
    repository: RepositorySlug,
    revisions: { base: string; head: string },
  ): CommitDistance | undefined {
    const base = this.#find(repository, revisions.base);
    const head = this.#find(repository, revisions.head);
    return base && head
      ? commitDistance(
          // Only these two: what other lists know of older commits would have gaps.
          new Map([...base.list.commits, ...head.list.commits]),
          { base: base.sha, head: head.sha },
        )
      : undefined;
  }

  /** {@inheritDoc CommitHistory.subscribe} */
  subscribe(listener: (arrival: CommitsArrival) => void): () => void {
    this.#listeners.add(listener);
    return () => this.#listeners.delete(listener);
  }

  #fetch(arrival: CommitsArrival): void {
    const status: LRUCache.Status<string, CommitList, CommitsArrival> = {};
    const key = keyOf(arrival.repository, arrival.revision);
    const arriving = this.#lists.fetch(key, { context: arrival, status });
    if (status.fetch === 'hit' || status.fetch === 'inflight') {
      return;
    }
    arriving.then(
      list => {
        if (list?.type === 'commits') {
          this.#remember(arrival.repository, key);
          this.#listeners.forEach(listener => listener(arrival));
        }
      },
      () => {
        // It had to make room before it arrived; the next read asks again.
      },
    );
  }

  /** What GitHub says, or `undefined` when it was not asked. */
  async #ask(
    arrival: CommitsArrival,
    signal: AbortSignal,
  ): Promise<CommitList | undefined> {
    const { repository, revision } = arrival;
    try {
      return await this.#gateOf(repository.host).pass(async () =>
        // Meanwhile it may have come with the list of a later revision.
        this.#find(repository, revision)
          ? undefined
          : this.#list(arrival, signal),
      );
    } catch {
      // The gate has counted it, and says so when it closes.
      return { type: 'absent' };
    }
  }

  async #list(
    { repository, revision }: CommitsArrival,
    signal: AbortSignal,
  ): Promise<CommitList | undefined> {
    const { gitHub, timeoutMilliseconds = timing.timeoutMilliseconds } =
      this.#options;
    const timeout = AbortSignal.timeout(timeoutMilliseconds);
    try {
      const commits = await gitHub.listCommits(repository, {
        ref: revision,
        signal: AbortSignal.any([signal, timeout]),
      });
      return toList(commits);
    } catch (error) {
      if (error instanceof RateLimitError) {
        // No failure of the host: the client itself asks nobody until then.
        this.#tellLimit(repository, error);
        return undefined;
      }
      throw error;
    }
  }

  #tellLimit({ host, owner }: RepositorySlug, error: RateLimitError): void {
    const key = `${host}/${owner}`;
    if (this.#limits.get(key) !== error.retryAt) {
      this.#limits.set(key, error.retryAt);
      this.#options.logger.warn(`Commits are not shown: ${error.message}`);
    }
  }

  #gateOf(host: string): RequestGate {
    const known = this.#gates.get(host);
    if (known) {
      return known;
    }
    const gate = RequestGate.create({
      now: this.#now,
      onPause: reason =>
        this.#options.logger.warn(
          `Commits are not shown for a minute: ${
            reason instanceof Error ? reason.message : reason
          }`,
        ),
    });
    this.#gates.set(host, gate);
    return gate;
  }

  /** The list that holds a revision: its own, or that of a later one. */
  #find(
    repository: RepositorySlug,
    revision: string,
  ): { list: KnownList; sha: string } | undefined {
    const own = this.#lists.get(keyOf(repository, revision));
    if (own?.type === 'commits') {
      return { list: own, sha: own.tip };
    }
    for (const key of this.#keys.get(keyOf(repository)) ?? []) {
      const list = this.#lists.peek(key);
      if (list?.type === 'commits' && list.commits.has(revision)) {
        // It is in use: others are forgotten before it.
        this.#lists.get(key);
        return { list, sha: revision };
      }
    }
    return undefined;
  }

  #remember(repository: RepositorySlug, key: string): void {
    const name = keyOf(repository);
    this.#keys.set(name, (this.#keys.get(name) ?? new Set()).add(key));
  }

  #forget(key: string): void {
    const [name] = key.split('@');
    const keys = this.#keys.get(name);
    keys?.delete(key);
    if (keys?.size === 0) {
      this.#keys.delete(name);
    }
  }
}

/** GitHub does not distinguish case. No part of the name of a repository has an `@`. */
function keyOf(
  { host, owner, repo }: RepositorySlug,
  revision?: string,
): string {
  const name = `${host}/${owner}/${repo}`.toLowerCase();
  return revision === undefined ? name : `${name}@${revision}`;
}

function toList(commits: readonly RepositoryCommit[] = []): CommitList {
  const [tip] = commits;
  return tip
    ? {
        type: 'commits',
        tip: tip.sha,
        commits: new Map(commits.map(commit => [commit.sha, commit])),
      }
    : { type: 'absent' };
}

/** Roughly what a list takes in memory. */
function bytesOf(list: CommitList): number {
  const fixed = 200;
  return list.type === 'absent'
    ? fixed
    : [...list.commits.values()].reduce(
        (sum, { sha, parents, title, message = '', author, url }) =>
          sum +
          fixed +
          [sha, ...parents, title, message, url].join().length +
          [author.name, author.login, author.avatarUrl].join().length,
        fixed,
      );
}
