import { ApiStatusError } from '@golden-path/kubernetes-reflector';
import type { ServerInstanceConfig } from '../config';

/** Options of {@link ArgoCdServerClient.create}. */
export interface ArgoCdServerClientOptions {
  instance: Pick<ServerInstanceConfig, 'name' | 'url' | 'token'>;
  fetch?: typeof fetch;
  /** How long the server may take to begin an answer. */
  answerTimeoutMilliseconds?: number;
}

/** What is asked for. */
export interface ArgoCdRequest {
  /** Of names that come from elsewhere, each part must be encoded. */
  path: string;
  query?: Readonly<Record<string, string>>;
  /** Ends the request and its answer. */
  signal?: AbortSignal;
}

/** Something that is to be done. */
export interface ArgoCdCommand extends ArgoCdRequest {
  method: 'POST' | 'DELETE';
  body?: Readonly<Record<string, unknown>>;
}

/** Answers with few fields are smaller by far. */
const longestAnswer = 16 * 1024 * 1024;

/**
 * Asks one Argo CD API server. The token goes into a header only; it is in no address, no error and no log, and is sent
 * to no other server.
 */
export class ArgoCdServerClient {
  readonly #instance: ArgoCdServerClientOptions['instance'];
  readonly #fetch: typeof fetch;
  readonly #answerTimeout: number;

  private constructor(options: ArgoCdServerClientOptions) {
    this.#instance = options.instance;
    this.#fetch = options.fetch ?? fetch;
    this.#answerTimeout = options.answerTimeoutMilliseconds ?? 8_000;
  }

  static create(options: ArgoCdServerClientOptions): ArgoCdServerClient {
    return new ArgoCdServerClient(options);
  }

  /** Reads a small answer. Throws an {@link ApiStatusError} when the server refuses, or answers with something else. */
  async getJson(request: ArgoCdRequest): Promise<unknown> {
    return this.#json(request);
  }

  /** Has something done, and reads the answer as {@link ArgoCdServerClient.getJson} does. */
  async send(command: ArgoCdCommand): Promise<unknown> {
    return this.#json(command);
  }

  async #json(request: ArgoCdRequest | ArgoCdCommand): Promise<unknown> {
    const timeout = AbortSignal.timeout(this.#answerTimeout);
    const signal = request.signal
      ? AbortSignal.any([request.signal, timeout])
      : timeout;
    const body = await this.#request(
      { ...request, signal },
      'application/json',
    );
    const chunks: Uint8Array[] = [];
    let length = 0;
    for await (const chunk of body) {
      chunks.push(chunk);
      length += chunk.length;
      if (length > longestAnswer) {
        throw notArgoCd('an answer without an end');
      }
    }
    try {
      return JSON.parse(Buffer.concat(chunks).toString('utf8'));
    } catch {
      // The error of JSON quotes what it could not read.
      throw notArgoCd('something that is not JSON');
    }
  }

  /** Reads a long answer as it arrives. Only its beginning is waited for in time. */
  async open(request: ArgoCdRequest): Promise<AsyncIterable<Uint8Array>> {
    const tooLate = new AbortController();
    const timer = setTimeout(
      () =>
        tooLate.abort(
          new Error(
            `It did not answer within ${this.#answerTimeout / 1000} s.`,
          ),
        ),
      this.#answerTimeout,
    );
    try {
      return await this.#request(
        { ...request, signal: anySignal([request.signal, tooLate.signal]) },
        'application/json',
      );
    } finally {
      clearTimeout(timer);
    }
  }

  /** Opens a stream of server-sent events, which may be silent for long before it begins. */
  async openEvents(request: ArgoCdRequest): Promise<AsyncIterable<Uint8Array>> {
    return this.#request(request, 'text/event-stream');
  }

  async #request(
    { path, query, signal, ...command }: ArgoCdRequest | ArgoCdCommand,
    contentType: string,
  ): Promise<AsyncIterable<Uint8Array>> {
    const { name, token, url } = this.#instance;
    const parameters = query ? `?${new URLSearchParams(query)}` : '';
    const isCommand = 'method' in command;
    let response: Response;
    try {
      response = await this.#fetch(`${url}${path}${parameters}`, {
        method: isCommand ? command.method : 'GET',
        headers: {
          Accept: contentType,
          Authorization: `Bearer ${token}`,
          ...(isCommand && { 'Content-Type': 'application/json' }),
        },
        body:
          isCommand && command.body ? JSON.stringify(command.body) : undefined,
        // To follow one would show the token to whomever it names.
        redirect: 'manual',
        signal,
      });
    } catch (error) {
      throw new Error(`Argo CD ${name} does not answer: ${reasonOf(error)}`);
    }
    if (response.status >= 300 && response.status < 400) {
      await response.body?.cancel();
      throw notArgoCd('a redirect');
    }
    if (response.status !== 200) {
      await response.body?.cancel();
      const seconds = Number(response.headers.get('retry-after'));
      throw new ApiStatusError({
        status: response.status,
        message: `Argo CD ${name} answers with status ${response.status}.`,
        retryAfterSeconds: seconds > 0 ? Math.min(seconds, 300) : undefined,
      });
    }
    const type = response.headers.get('content-type') ?? '';
    if (!response.body || !type.startsWith(contentType)) {
      await response.body?.cancel();
      throw notArgoCd(type.slice(0, 50) || 'an answer without a type');
    }
    return response.body;
  }
}

/** Status 200 in an error says: the server answers, but not as an Argo CD API server does. */
export function notArgoCd(what: string): ApiStatusError {
  return new ApiStatusError({
    status: 200,
    message: `The server answers with ${what} instead of the data of Argo CD: is the url that of its API server?`,
  });
}

function anySignal(signals: (AbortSignal | undefined)[]): AbortSignal {
  return AbortSignal.any(signals.filter(signal => signal !== undefined));
}

/** The code of the network's error; its text may hold addresses. */
function reasonOf(error: unknown): string {
  if (!(error instanceof Error)) {
    return 'unknown error';
  }
  const { cause } = error;
  return cause instanceof Error && 'code' in cause
    ? String(cause.code)
    : error.message;
}
