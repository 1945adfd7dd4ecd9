import { ConflictError } from '@backstage/errors';
import type { RepositoryCommit } from '@golden-path/plugin-platform-node';
import type { OperationServices } from '../OperationServices';
import type { DeliveryDetails, GitChange } from '../DeliveryDetails';
import { readOverlayImages } from '../overlay/readOverlayImages';
import { isSameSetting } from '../overlay/settingOf';

/** Options of {@link WrittenRevision.create}. */
export interface WrittenRevisionOptions {
  readonly services: Pick<OperationServices, 'repositories' | 'now'>;
  readonly change: GitChange;
  readonly images: DeliveryDetails['images'];
  /** The commit that was written. */
  readonly sha: string;
  readonly signal: AbortSignal;
}

/** A commit that is not known to come after the written one is looked at again: GitHub may tell a moment later. */
const askAgainMilliseconds = 15_000;

/** How far back it is searched who has changed what was written. */
const searchedCommits = 20;

/**
 * Tells whether a commit is the one that was written, or a later one that has what was written unchanged: the overlay
 * is often in the repository of the service, where commits follow each other quickly.
 */
export class WrittenRevision {
  readonly #options: WrittenRevisionOptions;
  readonly #carrying: Set<string>;
  readonly #askedAt = new Map<string, number>();

  static create(options: WrittenRevisionOptions): WrittenRevision {
    return new WrittenRevision(options);
  }

  private constructor(options: WrittenRevisionOptions) {
    this.#options = options;
    this.#carrying = new Set([options.sha]);
  }

  get sha(): string {
    return this.#options.sha;
  }

  /** Whether a commit has what was written, as far as {@link WrittenRevision.look} has found out. */
  isWanted = (revision: string): boolean => this.#carrying.has(revision);

  /** Finds out about commits. Rejects with a `ConflictError` where one of them came later and took back what was written. */
  async look(revisions: readonly (string | undefined)[]): Promise<void> {
    const { now = () => performance.now() } = this.#options.services;
    for (const revision of new Set(revisions)) {
      const askedAt = revision ? this.#askedAt.get(revision) : undefined;
      const isRecent =
        askedAt !== undefined && now() - askedAt < askAgainMilliseconds;
      if (revision && !this.#carrying.has(revision) && !isRecent) {
        this.#askedAt.set(revision, now());
        await this.#compare(revision);
      }
    }
  }

  async #compare(revision: string): Promise<void> {
    const { services, change, sha, signal } = this.#options;
    const later = await services.repositories.commitsBetween(change.slug, {
      from: sha,
      to: revision,
      limit: searchedCommits,
      signal,
    });
    if (!later || later.items.length === 0) {
      return;
    }
    if (await this.#hasImages(revision)) {
      this.#carrying.add(revision);
      return;
    }
    const culprit = await this.#findCulprit(later.items);
    throw new ConflictError(
      `Overtaken by ${culprit.sha.slice(0, 7)} of ${culprit.author.name} (${
        culprit.title
      }): ${change.path} asks for something else now. ${culprit.url}`,
    );
  }

  /** The first of the later commits after which it was different. */
  async #findCulprit(
    newestFirst: readonly RepositoryCommit[],
  ): Promise<RepositoryCommit> {
    for (const commit of newestFirst.toReversed()) {
      if (!(await this.#hasImages(commit.sha))) {
        return commit;
      }
    }
    return newestFirst[0];
  }

  async #hasImages(ref: string): Promise<boolean> {
    const { services, change, images, signal } = this.#options;
    const { path, slug } = change;
    const content = await services.repositories.readFile(slug, {
      path,
      ref,
      signal,
    });
    const present =
      content === undefined ? [] : readOverlayImages(content, path);
    return images.every(({ name, to }) =>
      isSameSetting(
        present.find(image => image.name === name),
        to,
      ),
    );
  }
}
