import { once } from 'node:events';
import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';

/** What {@link FakeGitHub} answers: JSON, or nothing for ever. */
export type FakeAnswer =
  | { status?: number; headers?: Record<string, string>; body?: unknown }
  | 'silence';

/** A GitHub that answers what a test wants, 404 to all else, and remembers what it was asked. */
export class FakeGitHub {
  readonly requests: string[] = [];
  readonly authorizations: (string | undefined)[] = [];
  /** What came with each request, as far as it has arrived. */
  readonly bodies: string[] = [];
  readonly #answers = new Map<string, FakeAnswer>();
  readonly #server: Server;
  readonly #held: { request: string; response: ServerResponse }[] = [];
  #holds = false;

  static async start(): Promise<FakeGitHub> {
    const gitHub = new FakeGitHub();
    gitHub.#server.listen(0, '127.0.0.1');
    await once(gitHub.#server, 'listening');
    return gitHub;
  }

  private constructor() {
    this.#server = createServer((message, response) => {
      const { method, url, headers } = message;
      const request = `${method} ${url}`;
      const index = this.requests.push(request) - 1;
      this.bodies[index] = '';
      message.on('data', chunk => {
        this.bodies[index] += chunk;
      });
      this.authorizations.push(headers.authorization);
      if (this.#holds) {
        this.#held.push({ request, response });
      } else {
        this.#reply(request, response);
      }
      this.#server.emit('asked');
    });
  }

  get host(): string {
    // A server that listens on TCP has an address of this shape.
    return `localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  get apiBaseUrl(): string {
    return `http://${this.host}/api/v3`;
  }

  /** @param request - for example `GET /api/v3/repos/acme/orders` */
  answer(request: string, answer: FakeAnswer): void {
    this.#answers.set(request, answer);
  }

  /** Keeps all requests waiting until {@link FakeGitHub.release}. */
  hold(): void {
    this.#holds = true;
  }

  /** Answers what waits. */
  release(): void {
    this.#holds = false;
    this.#held
      .splice(0)
      .forEach(({ request, response }) => this.#reply(request, response));
  }

  async nextRequest(): Promise<void> {
    await once(this.#server, 'asked');
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  #reply(request: string, response: ServerResponse): void {
    const answer = this.#answers.get(request) ?? {
      status: 404,
      body: { message: 'Not Found' },
    };
    if (answer !== 'silence') {
      response.writeHead(answer.status ?? 200, {
        'content-type': 'application/json',
        ...answer.headers,
      });
      response.end(JSON.stringify(answer.body ?? { message: 'No' }));
    }
  }
}
