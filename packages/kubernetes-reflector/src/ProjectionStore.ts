import { isDeepStrictEqual } from 'node:util';

/** Functions that tell under which keys a projection can be found, by the name of the index. */
export type Indexers<T> = Readonly<
  Record<string, (value: T) => readonly string[]>
>;

/** What {@link ProjectionStore.set} did. */
export type StoreChange<T> =
  | { readonly type: 'none' }
  | { readonly type: 'set'; readonly previous: T | undefined };

interface Index<T> {
  readonly keysOf: (value: T) => readonly string[];
  readonly members: Map<string, Map<string, T>>;
}

/** Projections by the key `namespace/name`, findable by indexes. */
export class ProjectionStore<T> {
  readonly #values = new Map<string, T>();
  readonly #indexes = new Map<string, Index<T>>();

  constructor(indexers: Indexers<T> = {}) {
    for (const [name, keysOf] of Object.entries(indexers)) {
      this.#indexes.set(name, { keysOf, members: new Map() });
    }
  }

  get size(): number {
    return this.#values.size;
  }

  keys(): Iterable<string> {
    return this.#values.keys();
  }

  values(): Iterable<T> {
    return this.#values.values();
  }

  get(key: string): T | undefined {
    return this.#values.get(key);
  }

  /** The values that an index has under a key; none for an index that does not exist. */
  find(indexName: string, indexKey: string): Iterable<T> {
    return this.#indexes.get(indexName)?.members.get(indexKey)?.values() ?? [];
  }

  /** Puts a value in, unless an equal one is there. When an indexer fails, nothing has changed. */
  set(key: string, value: T): StoreChange<T> {
    const previous = this.#values.get(key);
    if (previous !== undefined && isDeepStrictEqual(previous, value)) {
      return { type: 'none' };
    }
    const places = Array.from(
      this.#indexes.values(),
      ({ keysOf, members }) => ({
        members,
        indexKeys: keysOf(value),
      }),
    );
    this.delete(key);
    this.#values.set(key, value);
    for (const { members, indexKeys } of places) {
      for (const indexKey of indexKeys) {
        const found = members.get(indexKey) ?? new Map<string, T>();
        members.set(indexKey, found.set(key, value));
      }
    }
    return { type: 'set', previous };
  }

  /** Takes a value out and returns it. */
  delete(key: string): T | undefined {
    const previous = this.#values.get(key);
    if (previous === undefined) {
      return undefined;
    }
    this.#values.delete(key);
    for (const { keysOf, members } of this.#indexes.values()) {
      for (const indexKey of keysOf(previous)) {
        const found = members.get(indexKey);
        found?.delete(key);
        if (found?.size === 0) {
          members.delete(indexKey);
        }
      }
    }
    return previous;
  }
}
