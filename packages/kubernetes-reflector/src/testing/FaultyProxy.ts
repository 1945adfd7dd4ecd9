import type { KubeConfig } from '@kubernetes/client-node';
import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import https, { type RequestOptions } from 'node:https';
import type { AddressInfo } from 'node:net';

/** What the proxy does to a request, or to its answer. */
export type ProxyFault =
  | { readonly type: 'none' }
  | { readonly type: 'reset' }
  | { readonly type: 'silence' }
  | { readonly type: 'delay'; readonly milliseconds: number }
  | {
      readonly type: 'status';
      readonly status: number;
      readonly headers?: Record<string, string>;
    }
  /** 200, and then this line. */
  | { readonly type: 'line'; readonly line: string }
  | {
      readonly type: 'cut';
      readonly afterBytes: number;
      readonly how: 'reset' | 'silence' | 'end';
    };

/** A proxy before a real API server, which does to the traffic what the test wants. */
export class FaultyProxy {
  /** Decides what happens to each request. */
  faultOf: (path: string) => ProxyFault = () => ({ type: 'none' });
  acceptedToken = 'token-1';
  readonly requests: string[] = [];
  readonly #server: Server;
  readonly #kubeConfig: KubeConfig;
  readonly #responses = new Set<ServerResponse>();

  private constructor(server: Server, kubeConfig: KubeConfig) {
    this.#server = server;
    this.#kubeConfig = kubeConfig;
    server.on('request', (request, response) => {
      this.#handle(request, response).catch(() => response.destroy());
    });
  }

  static async start(kubeConfig: KubeConfig): Promise<FaultyProxy> {
    const server = createServer();
    server.listen(0, '127.0.0.1');
    await once(server, 'listening');
    return new FaultyProxy(server, kubeConfig);
  }

  get url(): string {
    // A server that listens on TCP has an address of this shape.
    const { port } = this.#server.address() as AddressInfo;
    return `http://127.0.0.1:${port}`;
  }

  /** Breaks all connections as a router does that has forgotten them. */
  resetAll(): void {
    this.#responses.forEach(response => response.socket?.resetAndDestroy());
  }

  /** Nothing arrives any more on the connections there are, and nobody is told. */
  silenceAll(): void {
    this.#responses.forEach(response => silence(response));
  }

  async stop(): Promise<void> {
    this.#server.closeAllConnections();
    this.#server.close();
    await once(this.#server, 'close');
  }

  async #handle(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    const path = request.url ?? '';
    this.requests.push(path);
    this.#responses.add(response);
    response.once('close', () => this.#responses.delete(response));
    const fault = this.faultOf(path);
    if (request.headers.authorization !== `Bearer ${this.acceptedToken}`) {
      refuse(response, 401);
    } else if (fault.type === 'reset') {
      response.socket?.resetAndDestroy();
    } else if (fault.type === 'status') {
      refuse(response, fault.status, fault.headers);
    } else if (fault.type === 'line') {
      response.end(`${fault.line}\n`);
    } else if (fault.type === 'delay') {
      await new Promise(resolve => {
        setTimeout(resolve, fault.milliseconds);
      });
      await this.#forward(path, response, fault);
    } else if (fault.type !== 'silence') {
      await this.#forward(path, response, fault);
    }
  }

  async #forward(
    path: string,
    response: ServerResponse,
    fault: ProxyFault,
  ): Promise<void> {
    const options: RequestOptions = {};
    await this.#kubeConfig.applyToHTTPSOptions(options);
    const server = this.#kubeConfig.getCurrentCluster()?.server ?? '';
    const upstream = https.get(`${server}${path}`, options);
    response.once('close', () => upstream.destroy());
    upstream.once('error', () => response.destroy());
    const [answer]: IncomingMessage[] = await once(upstream, 'response');
    response.writeHead(answer.statusCode ?? 502);
    response.flushHeaders();
    let left = fault.type === 'cut' ? fault.afterBytes : Infinity;
    for await (const chunk of answer) {
      if (!isSilent(response)) {
        response.write(chunk.subarray(0, left));
      }
      left -= chunk.length;
      if (left < 0 && fault.type === 'cut') {
        cut(response, fault.how);
        left = Infinity;
      }
    }
    if (!isSilent(response)) {
      response.end();
    }
  }
}

const silent = new WeakSet<ServerResponse>();

function silence(response: ServerResponse): void {
  silent.add(response);
}

function isSilent(response: ServerResponse): boolean {
  return silent.has(response);
}

function cut(response: ServerResponse, how: 'reset' | 'silence' | 'end') {
  if (how === 'reset') {
    response.socket?.resetAndDestroy();
  } else if (how === 'end') {
    response.end();
    silence(response);
  } else {
    silence(response);
  }
}

function refuse(
  response: ServerResponse,
  status: number,
  headers: Record<string, string> = {},
): void {
  response.writeHead(status, headers);
  response.end(JSON.stringify({ kind: 'Status', code: status, message: 'no' }));
}
