import { Agent, request } from 'node:https';
import { text } from 'node:stream/consumers';

/** An answer of the API server. */
export interface KubernetesAnswer {
  readonly status: number;
  readonly body: string;
}

/** A call of the API server. */
export interface KubernetesCall {
  readonly method?: string;
  readonly path: string;
  readonly body?: object;
}

/** The API server, without anything in between. */
export class KubernetesClient {
  readonly #url: string;
  readonly #headers: Readonly<Record<string, string>>;
  readonly #agent: Agent;

  private constructor(url: string, token: string, caData: string) {
    this.#url = url;
    this.#headers = { Authorization: `Bearer ${token}` };
    this.#agent = new Agent({
      keepAlive: true,
      maxSockets: 32,
      ca: Buffer.from(caData, 'base64'),
    });
  }

  static create(cluster: {
    readonly url: string;
    readonly token: string;
    readonly caData: string;
  }): KubernetesClient {
    const { url, token, caData } = cluster;
    return new KubernetesClient(url, token, caData);
  }

  async call(options: KubernetesCall): Promise<KubernetesAnswer> {
    const { method = 'GET', path, body } = options;
    const type =
      method === 'PATCH' ? 'application/merge-patch+json' : 'application/json';
    return await new Promise((resolve, reject) => {
      const sent = request(
        `${this.#url}${path}`,
        {
          method,
          agent: this.#agent,
          headers: { ...this.#headers, 'Content-Type': type },
        },
        response => {
          text(response).then(
            answer =>
              resolve({ status: response.statusCode ?? 0, body: answer }),
            reject,
          );
        },
      );
      sent.on('error', reject);
      sent.end(body && JSON.stringify(body));
    });
  }

  stop(): void {
    this.#agent.destroy();
  }
}

/** The path of the applications of a namespace. */
export function applicationsPath(namespace: string): string {
  return `/apis/argoproj.io/v1alpha1/namespaces/${namespace}/applications`;
}
