import { ServiceUnavailableError } from '@backstage/errors';
import type { RepositorySlug } from '@golden-path/plugin-platform-common';
import { z } from 'zod';
import { RateLimitError } from '../../RateLimitError';
import type { GitHubClient, GitHubRequest } from '../GitHubClient';
import type { GitHubOutcome, GitHubRefusal } from '../GitHubOutcome';
import { explainRefusal } from './explainRefusal';
import type { GitHubClock } from './GitHubClock';

/** How long to wait before a request is repeated that had no answer. */
const pausesWithoutAnswer = [1_000, 2_000, 4_000, 8_000, 16_000];

/** How long to wait until all of GitHub knows a new repository: 30 s together. */
const pausesForNewRepository = [1_000, 2_000, 4_000, 8_000, 15_000];

/** A repository that is older is known everywhere. */
const newRepositoryMilliseconds = 10 * 60_000;

const repositorySchema = z.object({
  default_branch: z.string(),
  created_at: z.string().nullish(),
});

type Answered = Extract<GitHubOutcome, { kind: 'answered' }>;
type Unanswered = Extract<GitHubOutcome, { kind: 'unanswered' }>;

/** Options of {@link RepositoryRequests.create}. */
export interface RepositoryRequestsOptions {
  readonly client: GitHubClient;
  readonly slug: RepositorySlug;
  readonly clock: GitHubClock;
  /** How long to wait in all, in milliseconds. */
  readonly patience: number;
  readonly beforeWrite?: () => Promise<void>;
  readonly signal?: AbortSignal;
}

/**
 * What one piece of work asks of one repository. What failed for a passing reason is asked again, as long as there is
 * patience left. Octokit's plugins for this are not used: nobody can abort their waits or stand between two attempts.
 */
export class RepositoryRequests {
  readonly #options: RepositoryRequestsOptions;
  #patience: number;
  #waitsForNewRepository = 0;
  #changesWithoutAnswer = 0;

  static create(options: RepositoryRequestsOptions): RepositoryRequests {
    return new RepositoryRequests(options);
  }

  private constructor(options: RepositoryRequestsOptions) {
    this.#options = options;
    this.#patience = options.patience;
  }

  get slug(): RepositorySlug {
    return this.#options.slug;
  }

  /** What GitHub answers to a question, or `undefined` where there is no such thing. */
  async read(
    route: string,
    parameters?: GitHubRequest['parameters'],
    absent: readonly number[] = [404],
  ): Promise<unknown> {
    const outcome = await this.ask(route, parameters);
    if (outcome.kind === 'answered') {
      return outcome.data;
    }
    if (absent.includes(outcome.status)) {
      return undefined;
    }
    throw explainRefusal(outcome, { slug: this.slug, verb: 'read' });
  }

  /** What GitHub answers to a question, or how it refuses to. */
  async ask(
    route: string,
    parameters?: GitHubRequest['parameters'],
  ): Promise<Answered | GitHubRefusal> {
    for (let failures = 0; ; failures += 1) {
      const outcome = await this.#sendWhenAllowed({ route, parameters });
      if (outcome.kind !== 'unanswered') {
        return outcome;
      }
      await this.#waitAfter(outcome, failures);
    }
  }

  /** Asks for a change that may happen twice: nobody sees it yet, or the second one makes no difference. */
  async change(
    route: string,
    parameters: GitHubRequest['parameters'],
  ): Promise<Answered | GitHubRefusal> {
    for (let failures = 0; ; failures += 1) {
      const outcome = await this.#sendChange(route, parameters);
      if (outcome.kind !== 'unanswered') {
        return outcome;
      }
      await this.#waitAfter(outcome, failures);
    }
  }

  /**
   * Asks for a change that people see. Where there was no answer, it gives `undefined` after a while: the caller
   * looks whether it has happened before it asks again.
   */
  async changeOnce(
    route: string,
    parameters: GitHubRequest['parameters'],
  ): Promise<Answered | GitHubRefusal | undefined> {
    const outcome = await this.#sendChange(route, parameters);
    if (outcome.kind !== 'unanswered') {
      return outcome;
    }
    await this.#waitAfter(outcome, this.#changesWithoutAnswer);
    this.#changesWithoutAnswer += 1;
    return undefined;
  }

  /**
   * Waits a little for a repository that is so new that not all of GitHub knows it. Gives `false` at once where waiting
   * makes no sense, or no more.
   */
  async waitForNewRepository(): Promise<boolean> {
    const pause = pausesForNewRepository[this.#waitsForNewRepository];
    if (pause === undefined || pause > this.#patience) {
      return false;
    }
    const repository = await this.readRepository();
    const createdAt = Date.parse(repository?.createdAt ?? '');
    const isOld =
      this.#options.clock.now() - createdAt > newRepositoryMilliseconds;
    if (repository && (Number.isNaN(createdAt) || isOld)) {
      return false;
    }
    this.#waitsForNewRepository += 1;
    await this.wait(pause);
    return true;
  }

  /** The repository itself; `undefined` where there is none, or none that the credentials may see. */
  async readRepository(): Promise<
    { defaultBranch: string; createdAt?: string | null } | undefined
  > {
    const answer = await this.read('GET /repos/{owner}/{repo}');
    if (answer === undefined) {
      return undefined;
    }
    const { default_branch, created_at } = repositorySchema.parse(answer);
    return { defaultBranch: default_branch, createdAt: created_at };
  }

  /** Waits, where there is patience for it; rejects otherwise. */
  async wait(
    milliseconds: number,
    otherwise: Error = new ServiceUnavailableError(
      `${this.slug.host} takes too long`,
    ),
  ): Promise<void> {
    const { clock, signal } = this.#options;
    if (milliseconds > this.#patience) {
      throw otherwise;
    }
    this.#patience -= milliseconds;
    await clock.delay(milliseconds, signal);
  }

  async #sendChange(
    route: string,
    parameters: GitHubRequest['parameters'],
  ): Promise<Answered | GitHubRefusal | Unanswered> {
    const { beforeWrite: beforeSending } = this.#options;
    const request = { route, parameters, beforeSending };
    for (;;) {
      const outcome = await this.#sendWhenAllowed(request);
      const isUnknown = outcome.kind === 'refused' && outcome.status === 404;
      if (!isUnknown || !(await this.waitForNewRepository())) {
        return outcome;
      }
    }
  }

  async #sendWhenAllowed(
    request: GitHubRequest,
  ): Promise<Answered | GitHubRefusal | Unanswered> {
    const { client, slug, clock, signal } = this.#options;
    for (;;) {
      signal?.throwIfAborted();
      const outcome = await client.send(slug, { ...request, signal });
      if (outcome.kind !== 'limited') {
        return outcome;
      }
      const { retryAt } = outcome;
      const pause = Math.max(retryAt - clock.now(), 1);
      await this.wait(pause, new RateLimitError(slug.host, retryAt));
    }
  }

  async #waitAfter(outcome: Unanswered, failures: number): Promise<void> {
    this.#options.signal?.throwIfAborted();
    const { host, owner, repo } = this.slug;
    const pause = pausesWithoutAnswer[failures] ?? Infinity;
    await this.wait(
      pause,
      new ServiceUnavailableError(
        `${host} gave no answer about ${owner}/${repo}: ${outcome.message}. Try again when it is reachable.`,
      ),
    );
  }
}
