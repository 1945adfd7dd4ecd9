import { Agent, request } from 'node:http';
import { buffer } from 'node:stream/consumers';
import { gunzipSync } from 'node:zlib';

/** A GET request. */
export interface Get {
  readonly url: string;
  readonly token?: string;
}

/** An answer, as it came over the wire. */
export interface Answer {
  readonly status: number;
  readonly bytes: number;
}

/** Sends requests as a browser does: connections are kept, and answers may be compressed. */
export class HttpClient {
  readonly #agent = new Agent({ keepAlive: true, maxSockets: 256 });

  /** Reads an answer to its end, without looking into it. */
  async get({ url, token }: Get): Promise<Answer> {
    return await new Promise((resolve, reject) => {
      const sent = request(
        url,
        { agent: this.#agent, headers: headersOf(token) },
        response => {
          let bytes = 0;
          response.on('data', (chunk: Buffer) => {
            bytes += chunk.length;
          });
          response.on('end', () =>
            resolve({ status: response.statusCode ?? 0, bytes }),
          );
          response.on('error', reject);
        },
      );
      sent.on('error', reject);
      sent.end();
    });
  }

  /** Reads an answer and parses it. */
  async getJson({ url, token }: Get): Promise<unknown> {
    return await new Promise((resolve, reject) => {
      const sent = request(
        url,
        { agent: this.#agent, headers: headersOf(token) },
        response => {
          buffer(response).then(bytes => {
            const body =
              response.headers['content-encoding'] === 'gzip'
                ? gunzipSync(bytes)
                : bytes;
            if (response.statusCode !== 200) {
              const head = body.toString().slice(0, 500);
              reject(
                new Error(`${url} answered ${response.statusCode}: ${head}`),
              );
            } else {
              resolve(JSON.parse(body.toString()));
            }
          }, reject);
        },
      );
      sent.on('error', reject);
      sent.end();
    });
  }

  stop(): void {
    this.#agent.destroy();
  }
}

function headersOf(token: string | undefined): Record<string, string> {
  return {
    'Accept-Encoding': 'gzip',
    ...(token ? { Authorization: `Bearer ${token}` } : {}),
  };
}
