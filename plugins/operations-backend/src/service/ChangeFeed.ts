import {
  operationsSignalChannel,
  type OperationsSignal,
} from '@golden-path/plugin-operations-common';
import type { SignalsService } from '@backstage/plugin-signals-node';
import type { OperationsStore } from '../database/OperationsStore';

/** Options of {@link ChangeFeed.create}. */
export interface ChangeFeedOptions {
  readonly operations: Pick<OperationsStore, 'revisionsOf'>;
  readonly signals: SignalsService;
  readonly logger: { warn(message: string): void };
  /** At most one announcement in this time, and how often watched operations are looked at. */
  readonly intervalMilliseconds?: number;
  /** Calls back once after a delay. */
  readonly schedule?: (callback: () => void, milliseconds: number) => void;
}

interface Watcher {
  readonly operationId: string;
  revision: number;
  readonly notify: () => void;
}

/**
 * Tells who watches that an operation has changed, whichever replica runs it: one query for all that are watched here,
 * as long as any is.
 */
export class ChangeFeed {
  readonly #options: ChangeFeedOptions;
  readonly #watchers = new Set<Watcher>();
  #counter = 0;
  #isLooking = false;
  #isAnnounced = false;

  static create(options: ChangeFeedOptions): ChangeFeed {
    return new ChangeFeed(options);
  }

  private constructor(options: ChangeFeedOptions) {
    this.#options = options;
  }

  /** Calls back when an operation is at another revision than the given one. Returns a function that ends this. */
  watch(operationId: string, revision: number, notify: () => void): () => void {
    const watcher = { operationId, revision, notify };
    this.#watchers.add(watcher);
    this.#lookLater();
    return () => this.#watchers.delete(watcher);
  }

  /** Tells browsers that some operation has changed; they ask again with their own rights. */
  announce(): void {
    if (this.#isAnnounced) {
      return;
    }
    this.#isAnnounced = true;
    this.#later(() => {
      this.#isAnnounced = false;
      this.#counter += 1;
      this.#options.signals
        .publish({
          recipients: { type: 'broadcast' },
          channel: operationsSignalChannel,
          message: { counter: this.#counter } satisfies OperationsSignal,
        })
        .catch(error =>
          this.#options.logger.warn(`Could not announce a change: ${error}`),
        );
    });
  }

  #lookLater(): void {
    if (!this.#isLooking && this.#watchers.size > 0) {
      this.#isLooking = true;
      this.#later(() => {
        this.#look()
          .catch(error =>
            this.#options.logger.warn(
              `Could not look for changes of operations: ${error}`,
            ),
          )
          .finally(() => {
            this.#isLooking = false;
            this.#lookLater();
          });
      });
    }
  }

  async #look(): Promise<void> {
    if (this.#watchers.size === 0) {
      return;
    }
    const ids = new Set(
      [...this.#watchers].map(({ operationId }) => operationId),
    );
    const revisions = await this.#options.operations.revisionsOf([...ids]);
    for (const watcher of this.#watchers) {
      const revision = revisions.get(watcher.operationId);
      if (revision !== undefined && revision !== watcher.revision) {
        watcher.revision = revision;
        watcher.notify();
      }
    }
  }

  #later(callback: () => void): void {
    const { schedule = scheduleUnreferenced, intervalMilliseconds = 700 } =
      this.#options;
    schedule(callback, intervalMilliseconds);
  }
}

function scheduleUnreferenced(callback: () => void, milliseconds: number) {
  setTimeout(callback, milliseconds).unref();
}
