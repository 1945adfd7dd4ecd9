import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';
import type { FakeObject } from './FakeCluster';

/** How the server answers, where it does not do so as Argo CD would. */
export type FakeArgoCdFault =
  | { type: 'none' }
  | { type: 'silent' }
  | { type: 'status'; status: number }
  | { type: 'page' }
  | { type: 'redirect'; to: string };

/**
 * An Argo CD API server as far as the portal talks to it: who is signed in, the version, the list and the stream of
 * applications, the tree and the events of one. It selects fields of the stream as the real one does.
 *
 * It does not check what an account may do, and its applications change only when a test changes them.
 */
export class FakeArgoCdServer {
  readonly requests: string[] = [];
  /** What was asked to be done. */
  readonly commands: { method: string; path: string; body: unknown }[] = [];
  /** Called for what is asked to be done; gives the status of the answer. */
  onCommand: () => number = () => 200;
  readonly headers: IncomingMessage['headers'][] = [];
  readonly token = 'fake-argocd-token';
  version = 'v3.1.2+fake';
  fault: FakeArgoCdFault = { type: 'none' };
  /** Answers of other paths, such as the tree of an application. */
  readonly answers = new Map<string, unknown>();
  readonly #server: Server;
  readonly #streams = new Map<ServerResponse, Set<string>>();
  #applications: FakeObject[];
  #listGate: Promise<void> = Promise.resolve();

  private constructor(applications: FakeObject[]) {
    this.#applications = applications;
    this.#server = createServer((request, response) => {
      this.requests.push(request.url ?? '');
      this.headers.push(request.headers);
      void this.#answer(request, response);
    });
  }

  static async start(applications: FakeObject[] = []) {
    const server = new FakeArgoCdServer(applications);
    server.#server.listen(0, '127.0.0.1');
    await once(server.#server, 'listening');
    return server;
  }

  get url(): string {
    // A server that listens on TCP has an address of this shape.
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  get openStreams(): number {
    return this.#streams.size;
  }

  /** Lets lists wait until the returned function is called. */
  holdLists(): () => void {
    let release = () => {};
    this.#listGate = new Promise(resolve => {
      release = resolve;
    });
    return release;
  }

  /** Tells who watches that an application changed. */
  send(type: 'ADDED' | 'MODIFIED' | 'DELETED', application: FakeObject): void {
    const { name, namespace } = application.metadata;
    const others = this.#applications.filter(
      ({ metadata }) =>
        metadata.name !== name || metadata.namespace !== namespace,
    );
    this.#applications = type === 'DELETED' ? others : [...others, application];
    this.sendLine({ result: { type, application } });
  }

  /** Sends something to all streams. */
  sendLine(data: object): void {
    for (const [response, fields] of this.#streams) {
      // A copy, from which is deleted what was not asked for.
      const selected = JSON.parse(JSON.stringify(data));
      select([], selected, fields);
      response.write(`data: ${JSON.stringify(selected)} \n\n`);
    }
  }

  /** The comment that Argo CD sends every 15 s. */
  keepAlive(): void {
    this.#streams.forEach((_, response) => response.write(':\n'));
  }

  endStreams(): void {
    this.#streams.forEach((_, response) => response.end());
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    if (this.fault.type !== 'none') {
      this.#fail(response);
      return;
    }
    const url = new URL(request.url ?? '', 'http://argocd');
    const isKnown = request.headers.authorization === `Bearer ${this.token}`;
    switch (url.pathname) {
      case '/api/v1/session/userinfo':
        answer(response, { loggedIn: isKnown });
        return;
      case '/api/version':
        answer(response, { Version: this.version });
        return;
      default:
    }
    if (!isKnown) {
      response.writeHead(401).end('{"error":"no session information"}');
    } else if (request.method !== 'GET') {
      await this.#command(request, url, response);
    } else if (url.pathname === '/api/v1/stream/applications') {
      this.#stream(url, response);
    } else if (url.pathname === '/api/v1/applications') {
      await this.#listGate;
      answer(response, {
        metadata: { resourceVersion: '42' },
        items: this.#applications,
      });
    } else if (this.answers.has(url.pathname)) {
      answer(response, this.answers.get(url.pathname));
    } else {
      response.writeHead(404).end('{}');
    }
  }

  async #command(
    request: IncomingMessage,
    url: URL,
    response: ServerResponse,
  ): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const text = Buffer.concat(chunks).toString('utf8');
    this.commands.push({
      method: request.method ?? '',
      path: `${url.pathname}${url.search}`,
      body: text ? JSON.parse(text) : undefined,
    });
    response.statusCode = this.onCommand();
    answer(response, {});
  }

  #stream(url: URL, response: ServerResponse): void {
    const fields = url.searchParams.get('fields') ?? '';
    this.#streams.set(response, new Set(fields.split(',')));
    response.on('close', () => this.#streams.delete(response));
    // As with the real one, not even the headers come before the first event.
    response.setHeader('Content-Type', 'text/event-stream');
  }

  #fail(response: ServerResponse): void {
    switch (this.fault.type) {
      case 'status':
        response.writeHead(this.fault.status).end('canary');
        break;
      case 'page':
        response.setHeader('Content-Type', 'text/html');
        response.end('<html>Sign in, canary</html>');
        break;
      case 'redirect':
        response.writeHead(302, { Location: this.fault.to }).end();
        break;
      default:
    }
  }
}

function answer(response: ServerResponse, body: unknown): void {
  response.setHeader('Content-Type', 'application/json');
  response.end(JSON.stringify(body));
}

/** As https://github.com/argoproj/pkg/blob/v2.0.1/grpc/http/forwarders.go does. */
function select(path: string[], value: unknown, fields: Set<string>): void {
  if (Array.isArray(value)) {
    value.forEach(item => select(path, item, fields));
  } else if (typeof value === 'object' && value !== null) {
    for (const key of Object.keys(value)) {
      const place = [...path, key].join('.');
      const isBelow = [...fields].some(field => field.startsWith(place));
      if (!isBelow) {
        Reflect.deleteProperty(value, key);
      } else if (!fields.has(place)) {
        select([...path, key], Reflect.get(value, key), fields);
      }
    }
  }
}
