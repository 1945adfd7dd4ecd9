/** Functions that tell under which keys a projection can be found, by the name of the index. */
export type Indexers<T> = Readonly<
  Record<string, (value: T) => readonly string[]>
>;

interface Entry<T> {
  readonly resourceVersion: string;
  readonly value: T;
}

/** Projections by the key `namespace/name`, findable by indexes. */
export class ProjectionStore<T> {
  readonly #entries = new Map<string, Entry<T>>();
  readonly #indexes: {
    name: string;
    keysOf: (value: T) => readonly string[];
    members: Map<string, Set<string>>;
  }[];

  constructor(indexers: Indexers<T> = {}) {
    this.#indexes = Object.entries(indexers).map(([name, keysOf]) => ({
      name,
      keysOf,
      members: new Map(),
    }));
  }

  get size(): number {
    return this.#entries.size;
  }

  keys(): string[] {
    return [...this.#entries.keys()];
  }

  values(): T[] {
    return Array.from(this.#entries.values(), ({ value }) => value);
  }

  get(key: string): T | undefined {
    return this.#entries.get(key)?.value;
  }

  /** The values that an index has under a key; none for an index that does not exist. */
  find(indexName: string, indexKey: string): T[] {
    const index = this.#indexes.find(({ name }) => name === indexName);
    return Array.from(index?.members.get(indexKey) ?? [], key =>
      this.get(key),
    ).filter(value => value !== undefined);
  }

  /** Whether exactly this version is known already. */
  has(key: string, resourceVersion: string): boolean {
    return this.#entries.get(key)?.resourceVersion === resourceVersion;
  }

  /** Puts a value in; returns the one that it replaces. */
  set(key: string, entry: Entry<T>): T | undefined {
    const previous = this.delete(key);
    this.#entries.set(key, entry);
    for (const { keysOf, members } of this.#indexes) {
      for (const indexKey of keysOf(entry.value)) {
        const keys = members.get(indexKey) ?? new Set();
        members.set(indexKey, keys.add(key));
      }
    }
    return previous;
  }

  /** Takes a value out and returns it. */
  delete(key: string): T | undefined {
    const previous = this.#entries.get(key);
    if (!previous) {
      return undefined;
    }
    this.#entries.delete(key);
    for (const { keysOf, members } of this.#indexes) {
      for (const indexKey of keysOf(previous.value)) {
        const keys = members.get(indexKey);
        keys?.delete(key);
        if (keys?.size === 0) {
          members.delete(indexKey);
        }
      }
    }
    return previous.value;
  }
}
