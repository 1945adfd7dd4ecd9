import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import type { AddressInfo } from 'node:net';

/** What happens to a request on its way. */
export type Fault =
  | {
      /** Whether the request gets to the other side, and so has its effect. */
      readonly effect: boolean;
      readonly answer: {
        status: number;
        message: string;
        headers?: Headers;
        /** Instead of the message. */
        body?: unknown;
      };
    }
  | { readonly effect: boolean; readonly answer: 'closed connection' };

type Headers = Record<string, string>;

/** A request as a fault is decided for. */
export interface PassingRequest {
  readonly method: string;
  /** Below `/repos/<owner>/<repository>`. */
  readonly path: string;
  readonly changes: boolean;
}

/** Stands between a client and a GitHub and lets requests pass, fail, or have their effect and then fail. */
export class FaultyGitHub {
  readonly requests: PassingRequest[] = [];
  /** Decides about each request; nothing happens to those without a fault. */
  faultOf: (
    request: PassingRequest,
  ) => Fault | undefined | Promise<Fault | undefined> = () => undefined;
  readonly #server: Server;

  static async start(target: { apiBaseUrl: string }): Promise<FaultyGitHub> {
    const gitHub = new FaultyGitHub(target.apiBaseUrl);
    gitHub.#server.listen(0, '127.0.0.1');
    await once(gitHub.#server, 'listening');
    return gitHub;
  }

  private constructor(targetUrl: string) {
    this.#server = createServer((request, response) => {
      this.#pass(request, response, targetUrl).catch(() => response.destroy());
    });
  }

  get host(): string {
    // A server that listens on TCP has an address of this shape.
    return `localhost:${(this.#server.address() as AddressInfo).port}`;
  }

  get apiBaseUrl(): string {
    return `http://${this.host}/api/v3`;
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #pass(
    request: IncomingMessage,
    response: ServerResponse,
    targetUrl: string,
  ): Promise<void> {
    const { method = 'GET', url = '', headers } = request;
    const path = url.replace(/^\/api\/v3/, '');
    const chunks: Buffer[] = [];
    for await (const chunk of request) {
      chunks.push(chunk);
    }
    const passing = {
      method,
      path: path.replace(/^\/repos\/[^/]+\/[^/?]+/, ''),
      changes: method !== 'GET',
    };
    this.requests.push(passing);
    const fault = await this.faultOf(passing);
    const answer =
      !fault || fault.effect
        ? await fetch(`${targetUrl}${path}`, {
            method,
            headers: {
              authorization: headers.authorization ?? '',
              'content-type': 'application/json',
            },
            body: passing.changes ? Buffer.concat(chunks) : undefined,
          })
        : undefined;
    const text = await answer?.text();
    if (fault?.answer === 'closed connection') {
      response.destroy();
    } else if (fault) {
      const { status, message, headers: added, body } = fault.answer;
      const type = { 'content-type': 'application/json' };
      response.writeHead(status, { ...type, ...added });
      response.end(JSON.stringify(body ?? { message }));
    } else {
      response.writeHead(answer?.status ?? 500, {
        'content-type': 'application/json',
      });
      response.end(text);
    }
  }
}
