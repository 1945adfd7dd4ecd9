import { LRUCache } from 'lru-cache';

/** Options of {@link PerCallerCache.create}. */
export interface PerCallerCacheOptions<TValue> {
  maximumEntries: number;
  /** How long a value may be used, counted from when it was asked for; at most {@link maximumLifetime}. */
  lifetimeOf?: (value: TValue) => number;
  /** From this age on, a value that is used is asked for again in the background. */
  refreshAfterMilliseconds?: number;
  /** A clock that never goes back, in milliseconds. */
  now?: () => number;
}

interface Entry<TValue> {
  readonly value: Promise<TValue>;
  readonly askedAt: number;
  lifetime: number;
  isBeingRefreshed: boolean;
}

/** How long anything that was decided for a caller may be used, in milliseconds. See docs/adr/0005. */
export const maximumLifetime = 30_000;

/** How long a refusal may be used: whoever was just given a right does not wait for it. */
export const refusalLifetime = 5_000;

/**
 * Remembers for a short time what was found out with the rights of a caller. Callers never share a value, and those who
 * ask for the same at the same time wait for one answer. A failure is not remembered.
 */
export class PerCallerCache<TValue> {
  readonly #options: PerCallerCacheOptions<TValue>;
  readonly #entries: LRUCache<string, Entry<TValue>>;

  private constructor(options: PerCallerCacheOptions<TValue>) {
    this.#options = options;
    this.#entries = new LRUCache({ max: options.maximumEntries });
  }

  static create<TValue>(
    options: PerCallerCacheOptions<TValue>,
  ): PerCallerCache<TValue> {
    return new PerCallerCache(options);
  }

  /**
   * The values of some keys, in their order. What is not known is loaded at once.
   *
   * @param caller - who asks; for nobody in particular, nothing is remembered
   */
  async getMany(
    caller: string | undefined,
    keys: readonly string[],
    load: (missing: string[]) => Promise<TValue[]>,
  ): Promise<TValue[]> {
    if (caller === undefined) {
      return load([...keys]);
    }
    const known = keys.map(key => this.#find(idOf(caller, key)));
    const missing = keys.filter((_, index) => !known[index]);
    if (missing.length > 0) {
      const loading = load(missing);
      const loaded = missing.map((key, index) =>
        this.#remember(
          idOf(caller, key),
          loading.then(values => values[index]),
        ),
      );
      keys.forEach((key, index) => {
        known[index] ??= loaded[missing.indexOf(key)];
      });
    }
    return Promise.all(known.flatMap(entry => entry?.value ?? []));
  }

  /** The value of one key. */
  async get(
    caller: string | undefined,
    key: string,
    load: () => Promise<TValue>,
  ): Promise<TValue> {
    if (caller === undefined) {
      return load();
    }
    const id = idOf(caller, key);
    const entry = this.#find(id) ?? this.#remember(id, load());
    this.#refreshWhenOld(id, entry, load);
    return entry.value;
  }

  #find(id: string): Entry<TValue> | undefined {
    const entry = this.#entries.get(id);
    return entry && this.#ageOf(entry) < entry.lifetime ? entry : undefined;
  }

  #remember(
    id: string,
    value: Promise<TValue>,
    askedAt = this.#now(),
  ): Entry<TValue> {
    const { lifetimeOf = () => maximumLifetime } = this.#options;
    const entry: Entry<TValue> = {
      value,
      askedAt,
      lifetime: maximumLifetime,
      isBeingRefreshed: false,
    };
    this.#entries.set(id, entry);
    value.then(
      known => {
        entry.lifetime = Math.min(lifetimeOf(known), maximumLifetime);
      },
      () => this.#forget(id, entry),
    );
    return entry;
  }

  /** What cannot be found out again is forgotten at once: a right may have been taken away. */
  #refreshWhenOld(
    id: string,
    entry: Entry<TValue>,
    load: () => Promise<TValue>,
  ): void {
    const { refreshAfterMilliseconds = Infinity } = this.#options;
    if (
      entry.isBeingRefreshed ||
      this.#ageOf(entry) < refreshAfterMilliseconds
    ) {
      return;
    }
    entry.isBeingRefreshed = true;
    const askedAt = this.#now();
    load().then(
      value => this.#remember(id, Promise.resolve(value), askedAt),
      () => this.#forget(id, entry),
    );
  }

  #forget(id: string, entry: Entry<TValue>): void {
    if (this.#entries.peek(id) === entry) {
      this.#entries.delete(id);
    }
  }

  #ageOf({ askedAt }: Entry<TValue>): number {
    return this.#now() - askedAt;
  }

  #now(): number {
    return (this.#options.now ?? monotonicNow)();
  }
}

function idOf(caller: string, key: string): string {
  return `${caller}\n${key}`;
}

function monotonicNow(): number {
  return performance.now();
}
