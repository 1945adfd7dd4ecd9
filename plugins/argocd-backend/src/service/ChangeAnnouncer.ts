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
  /** At most one announcement per key in this time. */
  intervalMilliseconds?: number;
  /** Calls back once after a delay. */
  schedule?: (callback: () => void, delayMilliseconds: number) => void;
}

interface Watched {
  concerns: (change: ApplicationsChange) => boolean;
  counter: number;
}

// No entity has such a reference.
const everything = '*';

/**
 * Tells browsers that something changed, so that they ask again with their own rights. A signal carries an opaque key
 * and a counter: channels are not access-controlled, so that neither names nor data may be in it.
 */
export class ChangeAnnouncer {
  readonly #options: ChangeAnnouncerOptions;
  // Unguessable: a plain hash of an entity reference could be found by trying names.
  readonly #secret = randomBytes(32);
  // Only what somebody looked at of late; an open card asks again long before this time is over.
  readonly #watched = new LRUCache<string, Watched>({
    max: 5_000,
    ttl: 10 * 60_000,
  });
  readonly #keys = new LRUCache<string, string>({ max: 5_000 });
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
    return this.#watch(this.#keyOf(entityRef), change =>
      concernsQuery(change, query),
    );
  }

  /** Remembers that somebody looks at all deployments; returns the key of its announcements. */
  watchAll(): string {
    return this.#watch(this.#keyOf(everything), () => true);
  }

  /** Announces a change of an entity that did not come from its applications. */
  announce(entityRef: string): void {
    const key = this.#keyOf(entityRef);
    if (this.#watched.has(key)) {
      this.#add([key]);
    }
  }

  #watch(key: string, concerns: Watched['concerns']): string {
    const counter = this.#watched.get(key)?.counter ?? 0;
    this.#watched.set(key, { concerns, counter });
    return key;
  }

  #keyOf(subject: string): string {
    const known = this.#keys.get(subject);
    if (known) {
      return known;
    }
    const key = createHmac('sha256', this.#secret)
      .update(subject)
      .digest('hex');
    this.#keys.set(subject, key);
    return key;
  }

  #note(change: ApplicationsChange): void {
    const concerned: string[] = [];
    for (const [key, { concerns }] of this.#watched.entries()) {
      if (!this.#pending.has(key) && concerns(change)) {
        concerned.push(key);
      }
    }
    this.#add(concerned);
  }

  #add(keys: string[]): void {
    keys.forEach(key => this.#pending.add(key));
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

function concernsQuery(change: ApplicationsChange, query: ApplicationQuery) {
  return change.type === 'source'
    ? query.instances.length === 0 || query.instances.includes(change.instance)
    : change.versions.some(version => matchesQuery(query, version));
}

function scheduleUnreferenced(callback: () => void, delayMilliseconds: number) {
  setTimeout(callback, delayMilliseconds).unref();
}
