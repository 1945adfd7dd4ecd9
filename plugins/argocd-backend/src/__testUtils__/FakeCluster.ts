import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** An object as a Kubernetes API server gives it. */
export interface FakeObject {
  metadata: {
    name: string;
    namespace?: string;
    resourceVersion?: string;
    [field: string]: unknown;
  };
  [field: string]: unknown;
}

type Collections = Record<string, FakeObject[]>;

/**
 * A Kubernetes API server with collections such as `applications` and `pods`. It streams and lists them, sends changes
 * to who watches, refuses a collection when told so, and remembers what it was asked.
 */
export class FakeCluster {
  readonly requests: string[] = [];
  readonly #server: Server;
  readonly #collections: Collections;
  readonly #refusals = new Map<string, number>();
  readonly #streams = new Map<ServerResponse, URL>();
  #isSilent = false;
  #version = 1000;

  private constructor(collections: Collections) {
    this.#collections = collections;
    this.#server = createServer((request, response) => {
      const url = new URL(request.url ?? '', 'http://cluster');
      this.requests.push(request.url ?? '');
      if (!this.#isSilent) {
        this.#answer(url, response);
      }
    });
  }

  /** @param content - objects by the name of their collection, or applications */
  static async start(content: Collections | FakeObject[]) {
    const cluster = new FakeCluster(
      Array.isArray(content) ? { applications: content } : content,
    );
    cluster.#server.listen(0, '127.0.0.1');
    await once(cluster.#server, 'listening');
    return cluster;
  }

  get url(): string {
    // A server that listens on TCP has an address of this shape.
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Refuses all further requests for a collection with a status, and ends its streams. */
  refuse(collection: string, status: number): void {
    this.#refusals.set(collection, status);
    for (const [response, url] of this.#streams) {
      if (collectionOf(url) === collection) {
        response.destroy();
      }
    }
  }

  /** Accepts connections and never answers. */
  fallSilent(): void {
    this.#isSilent = true;
  }

  /** Adds or replaces an object, and tells who watches. */
  put(collection: string, object: FakeObject): void {
    const changed = this.#versioned(object);
    this.#collections[collection] = [
      ...this.#others(collection, object),
      changed,
    ];
    this.#send(collection, { type: 'MODIFIED', object: changed });
  }

  /** Takes an object away, and tells who watches. */
  remove(collection: string, object: FakeObject): void {
    this.#collections[collection] = this.#others(collection, object);
    this.#send(collection, {
      type: 'DELETED',
      object: this.#versioned(object),
    });
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #answer(url: URL, response: ServerResponse): void {
    const collection = collectionOf(url);
    const status = this.#refusals.get(collection);
    if (status !== undefined) {
      response.writeHead(status).end(JSON.stringify({ message: 'canary' }));
      return;
    }
    const namespace = /\/namespaces\/([^/]+)\//.exec(url.pathname)?.[1];
    const objects = (this.#collections[collection] ?? []).filter(
      ({ metadata }) => !namespace || metadata.namespace === namespace,
    );
    if (url.searchParams.has('watch')) {
      this.#streams.set(response, url);
      response.on('close', () => this.#streams.delete(response));
      this.#stream(response, objects);
    } else {
      response.end(JSON.stringify(pageOf(objects, url)));
    }
  }

  #stream(response: ServerResponse, objects: FakeObject[]): void {
    response.flushHeaders();
    for (const object of objects) {
      write(response, { type: 'ADDED', object: this.#versioned(object) });
    }
    write(response, {
      type: 'BOOKMARK',
      object: {
        metadata: {
          resourceVersion: String(this.#version),
          annotations: { 'k8s.io/initial-events-end': 'true' },
        },
      },
    });
  }

  #send(collection: string, event: { type: string; object: FakeObject }): void {
    const { namespace } = event.object.metadata;
    for (const [response, url] of this.#streams) {
      const watched = /\/namespaces\/([^/]+)\//.exec(url.pathname)?.[1];
      if (
        collectionOf(url) === collection &&
        (!watched || watched === namespace)
      ) {
        write(response, event);
      }
    }
  }

  #versioned(object: FakeObject): FakeObject {
    this.#version++;
    const resourceVersion = String(this.#version);
    return { ...object, metadata: { ...object.metadata, resourceVersion } };
  }

  #others(collection: string, { metadata }: FakeObject): FakeObject[] {
    return (this.#collections[collection] ?? []).filter(
      other =>
        other.metadata.name !== metadata.name ||
        other.metadata.namespace !== metadata.namespace,
    );
  }
}

function write(response: ServerResponse, event: object): void {
  response.write(`${JSON.stringify(event)}\n`);
}

function collectionOf(url: URL): string {
  return url.pathname.slice(url.pathname.lastIndexOf('/') + 1);
}

function pageOf(objects: FakeObject[], url: URL): object {
  const limit = Number(url.searchParams.get('limit') ?? objects.length);
  const start = Number(url.searchParams.get('continue') ?? 0);
  const end = start + limit;
  return {
    metadata: {
      resourceVersion: '1000',
      continue: end < objects.length ? String(end) : undefined,
    },
    items: objects.slice(start, end),
  };
}
