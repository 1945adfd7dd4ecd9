import {
  deploymentsSignalChannel,
  matchesQuery,
  type ApplicationQuery,
  type DeploymentsSignal,
} from '@golden-path/plugin-argocd-common';
import type { SignalsService } from '@backstage/plugin-signals-node';
import { LRUCache } from 'lru-cache';
import { createHmac, randomBytes } from 'node:crypto';
import type {
  ApplicationsChange,
  ApplicationsReadModel,
} from './ApplicationsReadModel';

/** Options of {@link ChangeAnnouncer.create}. */
export interface ChangeAnnouncerOptions {
  applications: Pick<ApplicationsReadModel, 'subscribe'>;
  signals: SignalsService;
  logger: { warn(message: string): void };
  /** At most one announcement per entity in this time. */
  intervalMilliseconds?: number;
  /** Calls back once after a delay. */
  schedule?: (callback: () => void, delayMilliseconds: number) => void;
}

interface WatchedEntity {
  query: ApplicationQuery;
  counter: number;
}

/**
 * Tells browsers that something changed, so that they ask again with their own rights. A signal carries an opaque key
 * and a counter: channels are not access-controlled, so that neither names nor data may be in it.
 */
export class ChangeAnnouncer {
  readonly #options: ChangeAnnouncerOptions;
  // Unguessable: a plain hash of an entity reference could be found by trying names.
  readonly #secret = randomBytes(32);
  // Only what somebody looked at of late; an open card asks again long before this time is over.
  readonly #watched = new LRUCache<string, WatchedEntity>({
    max: 5_000,
    ttl: 10 * 60_000,
  });
  readonly #pending = new Set<string>();
  #isWaiting = false;

  private constructor(options: ChangeAnnouncerOptions) {
    this.#options = options;
  }

  static create(options: ChangeAnnouncerOptions): ChangeAnnouncer {
    const announcer = new ChangeAnnouncer(options);
    options.applications.subscribe(change => announcer.#note(change));
    return announcer;
  }

  /** Remembers that somebody looks at an entity; returns the key of its announcements. */
  watch(entityRef: string, query: ApplicationQuery): string {
    const key = createHmac('sha256', this.#secret)
      .update(entityRef)
      .digest('hex');
    const counter = this.#watched.get(key)?.counter ?? 0;
    this.#watched.set(key, { query, counter });
    return key;
  }

  #note(change: ApplicationsChange): void {
    for (const [key, { query }] of this.#watched.entries()) {
      if (concerns(change, query)) {
        this.#pending.add(key);
      }
    }
    if (!this.#isWaiting) {
      this.#announce();
    }
  }

  #announce(): void {
    this.#isWaiting = this.#pending.size > 0;
    if (!this.#isWaiting) {
      return;
    }
    for (const changeKey of this.#pending) {
      const entity = this.#watched.peek(changeKey);
      if (entity) {
        entity.counter += 1;
        this.#publish({ changeKey, counter: entity.counter });
      }
    }
    this.#pending.clear();
    const { schedule = scheduleUnreferenced, intervalMilliseconds = 1000 } =
      this.#options;
    schedule(() => this.#announce(), intervalMilliseconds);
  }

  #publish(message: DeploymentsSignal): void {
    const { logger, signals } = this.#options;
    signals
      .publish({
        recipients: { type: 'broadcast' },
        channel: deploymentsSignalChannel,
        message,
      })
      .catch(error => logger.warn(`Could not announce a change: ${error}`));
  }
}

function concerns(change: ApplicationsChange, query: ApplicationQuery) {
  return change.type === 'source'
    ? query.instances.length === 0 || query.instances.includes(change.instance)
    : change.versions.some(version => matchesQuery(query, version));
}

function scheduleUnreferenced(callback: () => void, delayMilliseconds: number) {
  setTimeout(callback, delayMilliseconds).unref();
}
