import type { KubeConfig } from '@kubernetes/client-node';
import { once } from 'node:events';
import http, { type IncomingMessage } from 'node:http';
import https, { type RequestOptions } from 'node:https';
import { text } from 'node:stream/consumers';
import { ApiStatusError } from './ApiStatusError';
import { readLines } from './readLines';
import type { Transport } from './Transport';

/** How long the server may take to begin its answer. */
const answerTimeoutMilliseconds = 30_000;

/** Reads from the API server that is the current context of a KubeConfig, with the credentials of that context. */
export class KubeConfigTransport implements Transport {
  readonly #load: () => KubeConfig | Promise<KubeConfig>;
  #kubeConfig: KubeConfig | undefined;

  private constructor(load: () => KubeConfig | Promise<KubeConfig>) {
    this.#load = load;
  }

  /** @param load - called at first, and again after the server refused the credentials */
  static create(load: () => KubeConfig | Promise<KubeConfig>): Transport {
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
    request.setTimeout(answerTimeoutMilliseconds, () =>
      request.destroy(
        new Error(
          `${url.host} did not begin to answer within ${
            answerTimeoutMilliseconds / 1000
          } s.`,
        ),
      ),
    );
    // `once` rejects when the request emits an error first.
    const [response]: IncomingMessage[] = await once(request, 'response');
    // From here on the reflector watches over the silence of the stream.
    request.setTimeout(0);
    return response;
  }
}

async function statusErrorOf(
  response: IncomingMessage,
): Promise<ApiStatusError> {
  const status = response.statusCode ?? 0;
  const seconds = Number(response.headers['retry-after']);
  return new ApiStatusError({
    status,
    message: `${status} ${response.statusMessage}: ${messageIn(
      await text(response),
    )}`,
    retryAfterSeconds:
      Number.isFinite(seconds) && seconds > 0 ? seconds : undefined,
  });
}

/** The message of a Kubernetes Status object, or the beginning of what a proxy in between may have said. */
function messageIn(body: string): string {
  try {
    return String(JSON.parse(body).message).slice(0, 300);
  } catch {
    return body.slice(0, 300);
  }
}
