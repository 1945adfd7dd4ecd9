import type { KubeConfig } from '@kubernetes/client-node';
import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import https, { type RequestOptions } from 'node:https';
import { ApiStatusError } from './ApiStatusError';
import { readLines } from './readLines';
import { retryAfterSeconds } from './retryAfterSeconds';
import type { Transport } from './Transport';

/** Between two signs of life of TCP itself, on a connection without data. */
const keepAliveMilliseconds = 15_000;

/** A Kubernetes Status object is far smaller. */
const longestRefusal = 64 * 1024;

/** What is needed of a KubeConfig. Anything else that can tell this will do as well. */
export type ClusterConnection = Pick<
  KubeConfig,
  'applyToHTTPSOptions' | 'getCurrentCluster'
>;

/** Reads from the API server that is the current context of a KubeConfig, with the credentials of that context. */
export class KubeConfigTransport implements Transport {
  readonly #load: () => ClusterConnection | Promise<ClusterConnection>;
  #kubeConfig: ClusterConnection | undefined;

  private constructor(
    load: () => ClusterConnection | Promise<ClusterConnection>,
  ) {
    this.#load = load;
  }

  /** @param load - called at first, and again after the server refused the credentials */
  static create(
    load: () => ClusterConnection | Promise<ClusterConnection>,
  ): Transport {
    return new KubeConfigTransport(load);
  }

  /** {@inheritDoc Transport.get} */
  async get(path: string, signal: AbortSignal): Promise<AsyncIterable<string>> {
    const response = await this.#send(path, signal);
    if (response.statusCode !== 200) {
      throw await statusErrorOf(response);
    }
    return readLines(response);
  }

  /** {@inheritDoc Transport.renewCredentials} */
  renewCredentials(): void {
    this.#kubeConfig = undefined;
  }

  async #send(path: string, signal: AbortSignal): Promise<IncomingMessage> {
    this.#kubeConfig ??= await this.#load();
    const cluster = this.#kubeConfig.getCurrentCluster();
    if (!cluster) {
      throw new TypeError(
        'The KubeConfig has no current cluster: set a current context that names one.',
      );
    }
    const url = new URL(`${cluster.server.replace(/\/$/, '')}${path}`);
    const options: RequestOptions = {
      headers: { Accept: 'application/json' },
    };
    await this.#kubeConfig.applyToHTTPSOptions(options);
    const request = (url.protocol === 'http:' ? http : https).get(url, {
      ...options,
      signal,
    });
    request.once('socket', socket =>
      socket.setKeepAlive(true, keepAliveMilliseconds),
    );
    // `once` rejects when the request emits an error first.
    const [response]: IncomingMessage[] = await once(request, 'response');
    return response;
  }
}

async function statusErrorOf(
  response: IncomingMessage,
): Promise<ApiStatusError> {
  const status = response.statusCode ?? 0;
  return new ApiStatusError({
    status,
    message: `${status} ${response.statusMessage}: ${messageIn(
      await beginningOf(response),
    )}`,
    retryAfterSeconds: retryAfterSeconds(response.headers, Date.now()),
  });
}

/** Whatever refuses may be no API server, and its answer without an end. */
async function beginningOf(response: IncomingMessage): Promise<string> {
  const chunks: Buffer[] = [];
  let length = 0;
  for await (const chunk of response) {
    chunks.push(chunk);
    length += chunk.length;
    if (length > longestRefusal) {
      break;
    }
  }
  return Buffer.concat(chunks).toString('utf8');
}

/** The message of a Kubernetes Status object, or the beginning of what a proxy in between may have said. */
function messageIn(body: string): string {
  try {
    return String(JSON.parse(body).message).slice(0, 300);
  } catch {
    return body.slice(0, 300);
  }
}
