import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { Agent as HttpAgent, request as httpRequest } from 'node:http';
import {
  Agent as HttpsAgent,
  request as httpsRequest,
  type AgentOptions,
  type RequestOptions,
} from 'node:https';
import type { AddressInfo } from 'node:net';
import { pipeline } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import type { Ambush } from './Ambush.mts';

/** A request that changes something. */
export interface SeenRequest {
  readonly method: string;
  readonly path: string;
  readonly body: string;
}

/** A change that was asked for, and what was answered to it. */
export interface AnsweredChange extends SeenRequest {
  readonly status: number;
}

/** Where a change is one of an operation: whose, and what it is called. */
export interface Place {
  readonly subject: string;
  readonly place: string;
}

/** Options of {@link CrashProxy.start}. */
export interface CrashProxyOptions {
  readonly target: URL;
  /** For TLS, and who it is that asks. */
  readonly connection?: RequestOptions;
  readonly ambush: Ambush;
  readonly placeOf: (request: SeenRequest) => Place | undefined;
}

interface Answer {
  readonly status: number;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** Stands between the portal and a far side, and holds the requests at which its process is to die. */
export class CrashProxy {
  readonly #options: CrashProxyOptions;
  readonly #server: Server;
  readonly #agent: HttpAgent;
  /** Requests of dead processes that are still under way, by where they are from. */
  readonly #late = new Map<string, () => Promise<void>>();
  readonly #changes: AnsweredChange[] = [];

  static async start(options: CrashProxyOptions): Promise<CrashProxy> {
    const proxy = new CrashProxy(options);
    await new Promise<void>(resolve => {
      proxy.#server.listen(0, '127.0.0.1', resolve);
    });
    return proxy;
  }

  private constructor(options: CrashProxyOptions) {
    this.#options = options;
    this.#agent =
      options.target.protocol === 'https:'
        ? new HttpsAgent({ ...tlsOf(options.connection), keepAlive: true })
        : new HttpAgent({ keepAlive: true });
    this.#server = createServer((request, response) => {
      this.#pass(request, response).catch(() => response.destroy());
    });
  }

  get url(): string {
    // A server that listens on a port has an address with a port.
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** All changes that were answered, also those whose sender was dead by then. */
  get changes(): readonly AnsweredChange[] {
    return this.#changes;
  }

  async stop(): Promise<void> {
    const closed = new Promise(resolve => {
      this.#server.close(resolve);
    });
    this.#server.closeAllConnections();
    this.#agent.destroy();
    await closed;
  }

  async #pass(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const { method = 'GET', url: path = '/' } = request;
    if (method === 'GET' || method === 'HEAD') {
      this.#stream(request, response);
      return;
    }
    const body = await buffer(request);
    const change = { method, path, body: body.toString('utf8') };
    const place = this.#options.placeOf(change);
    const send = () => this.#send(request, body, change);
    if (place) {
      await this.#overtake(place);
      const verdict = this.#options.ambush.reach(place.subject, place.place);
      if (verdict) {
        if (verdict.death === 'late') {
          this.#late.set(keyOf(place), async () => void (await send()));
        }
        if (verdict.death === 'after') {
          await send();
        }
        verdict.strike(async () => void response.destroy());
        return;
      }
    }
    const answer = await send();
    response.writeHead(answer.status, answer.headers).end(answer.body);
  }

  /** What a dead process has sent gets through before the same request of its successor. */
  async #overtake(place: Place): Promise<void> {
    const late = this.#late.get(keyOf(place));
    this.#late.delete(keyOf(place));
    await late?.();
  }

  #stream(request: IncomingMessage, response: ServerResponse): void {
    const forwarded = this.#forward(request);
    response.on('close', () => forwarded.destroy());
    forwarded
      .on('response', answer => {
        response.writeHead(answer.statusCode ?? 502, answer.headers);
        // A watch is answered long before there is anything to tell.
        response.flushHeaders();
        // Whichever side breaks off, the other one has to hear of it: a watch would wait for ever.
        pipeline(answer, response, () => {});
      })
      .on('error', () => response.destroy())
      .end();
  }

  async #send(
    request: IncomingMessage,
    body: Buffer,
    change: SeenRequest,
  ): Promise<Answer> {
    const answer = await new Promise<Answer>((resolve, reject) => {
      this.#forward(request)
        .on('response', found => {
          buffer(found).then(
            content =>
              resolve({
                status: found.statusCode ?? 502,
                headers: found.headers,
                body: content,
              }),
            reject,
          );
        })
        .on('error', reject)
        .end(body);
    });
    this.#changes.push({ ...change, status: answer.status });
    return answer;
  }

  #forward({ method, url, headers }: IncomingMessage) {
    const { target, connection } = this.#options;
    const send = target.protocol === 'https:' ? httpsRequest : httpRequest;
    return send(new URL(url ?? '/', target), {
      method,
      headers: { ...headers, host: target.host, ...connection?.headers },
      agent: this.#agent,
    });
  }
}

function keyOf({ subject, place }: Place): string {
  return `${subject} ${place}`;
}

/** Of all that a connection is made with: how the far side is known, and how one is known to it. */
function tlsOf({ ca, cert, key }: RequestOptions = {}): AgentOptions {
  return { ca, cert, key };
}
