import { once } from 'node:events';
import {
  createServer,
  type IncomingHttpHeaders,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** One request, to be answered by the test. */
export class Exchange {
  readonly path: string;
  readonly parameters: URLSearchParams;
  readonly headers: IncomingHttpHeaders;
  readonly #response: ServerResponse;

  constructor(
    url: URL,
    headers: IncomingHttpHeaders,
    response: ServerResponse,
  ) {
    this.path = url.pathname;
    this.parameters = url.searchParams;
    this.headers = headers;
    this.#response = response;
  }

  get isOpen(): boolean {
    return !this.#response.destroyed;
  }

  /** Refuses with a Kubernetes Status object. */
  refuse(status: number, headers: Record<string, string> = {}): void {
    this.#response.writeHead(status, headers);
    this.#response.end(
      JSON.stringify({
        kind: 'Status',
        code: status,
        message: `refused with ${status}`,
      }),
    );
  }

  /** Answers with one JSON body. */
  answer(body: unknown): void {
    this.#response.end(JSON.stringify(body));
  }

  /** Sends watch events, and leaves the stream open. */
  send(...events: { type: string; object: unknown }[]): void {
    this.#response.flushHeaders();
    for (const event of events) {
      this.#response.write(`${JSON.stringify(event)}\n`);
    }
  }

  /** Sends text as it is. */
  sendText(text: string): void {
    this.#response.write(text);
  }

  end(): void {
    this.#response.end();
  }

  /** Breaks the connection. */
  break(): void {
    this.#response.destroy();
  }
}

/** An HTTP server whose every answer the test gives by hand, in the order of the requests. */
export class FakeApiServer {
  readonly #server: Server;
  readonly #waiting: Exchange[] = [];
  readonly #takers: ((exchange: Exchange) => void)[] = [];

  private constructor(server: Server) {
    this.#server = server;
    server.on('request', (request, response) => {
      const url = new URL(request.url ?? '', 'http://server');
      const exchange = new Exchange(url, request.headers, response);
      const taker = this.#takers.shift();
      if (taker) {
        taker(exchange);
      } else {
        this.#waiting.push(exchange);
      }
    });
  }

  static async start(): Promise<FakeApiServer> {
    const server = createServer();
    const fake = new FakeApiServer(server);
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return fake;
  }

  get url(): string {
    // A server that listens on TCP has an address of this shape.
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** The next request that nobody has taken yet. */
  next(): Promise<Exchange> {
    const exchange = this.#waiting.shift();
    return exchange
      ? Promise.resolve(exchange)
      : new Promise(resolve => this.#takers.push(resolve));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }
}
