import type { ModelCluster, ModelObject } from './ModelCluster';

/** The lists that clients have begun to read in pages; each shows the collection as it was at its first page. */
export class PagedLists {
  readonly #cluster: ModelCluster;
  readonly #lists = new Map<
    string,
    { items: readonly ModelObject[]; resourceVersion: number }
  >();
  #count = 0;

  constructor(cluster: ModelCluster) {
    this.#cluster = cluster;
  }

  /** Whether a request continues a list that is no longer there. */
  isGone(parameters: URLSearchParams): boolean {
    const token = parameters.get('continue');
    return token !== null && !this.#lists.has(token.split(':')[0]);
  }

  forget(): void {
    this.#lists.clear();
  }

  page(parameters: URLSearchParams) {
    const limit = Number(parameters.get('limit'));
    const [id, offsetText] = (parameters.get('continue') ?? ':0').split(':');
    const offset = Number(offsetText);
    const list = this.#lists.get(id) ?? {
      items: this.#cluster.objects(),
      resourceVersion: this.#cluster.resourceVersion,
    };
    const next = offset + limit;
    const isLast = next >= list.items.length;
    const nextId = id || `list-${++this.#count}`;
    if (!isLast) {
      this.#lists.set(nextId, list);
    }
    return {
      metadata: {
        resourceVersion: String(list.resourceVersion),
        ...(isLast ? {} : { continue: `${nextId}:${next}` }),
      },
      items: list.items.slice(offset, next),
    };
  }
}
