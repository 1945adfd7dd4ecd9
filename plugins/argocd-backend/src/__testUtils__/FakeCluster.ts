import { once } from 'node:events';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';

/** A Kubernetes API server that streams the same objects to everyone, and remembers what it was asked. */
export class FakeCluster {
  readonly requests: string[] = [];
  readonly #server: Server;

  private constructor(objects: object[]) {
    const events = [
      ...objects.map(object => ({ type: 'ADDED', object })),
      {
        type: 'BOOKMARK',
        object: {
          metadata: {
            resourceVersion: '2',
            annotations: { 'k8s.io/initial-events-end': 'true' },
          },
        },
      },
    ];
    this.#server = createServer((request, response) => {
      this.requests.push(request.url ?? '');
      events.forEach(event => response.write(`${JSON.stringify(event)}\n`));
    });
  }

  static async start(objects: object[]): Promise<FakeCluster> {
    const cluster = new FakeCluster(objects);
    cluster.#server.listen(0, '127.0.0.1');
    await once(cluster.#server, 'listening');
    return cluster;
  }

  get url(): string {
    // A server that listens on TCP has an address of this shape.
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
