import {
  ApiStatusError,
  systemClock,
  type Clock,
  type Transport,
} from '@golden-path/kubernetes-reflector';
import { z } from 'zod';
import { streamFields } from './applicationFields';
import { notArgoCd, type ArgoCdServerClient } from './ArgoCdServerClient';
import { isVulnerableVersion } from './fixedVersion';
import { LineQueue } from './LineQueue';
import { readServerSentEvents } from './readServerSentEvents';
import { splitListItems } from './splitListItems';

/** Options of {@link ArgoCdServerTransport.create}. */
export interface ArgoCdServerTransportOptions {
  client: Pick<ArgoCdServerClient, 'getJson' | 'open' | 'openEvents'>;
  instance: { name: string };
  logger: { warn(message: string): void };
  clock?: Clock;
}

/** Argo CD goes on sending to a token that was taken back: the probe is what notices. */
const probeMilliseconds = 30_000;

/** Argo CD leaves out changes for a reader that is too slow: now and then, everything is read again. */
const longestStreamMilliseconds = 30 * 60_000;

const eventSchema = z.object({
  result: z
    .object({
      type: z.string(),
      application: z
        .object({
          metadata: z.object({ resourceVersion: z.string() }).passthrough(),
        })
        .passthrough(),
    })
    .optional(),
  error: z.object({ http_code: z.number().optional() }).optional(),
});

const userSchema = z.object({ loggedIn: z.boolean().optional() });
const versionSchema = z.object({ Version: z.string() });
const listSchema = z.object({
  metadata: z.object({ resourceVersion: z.string().optional() }),
});

/**
 * Lets a reflector read the applications of an Argo CD API server, as if it were a Kubernetes API server: first all that
 * there are, then what changes.
 *
 * The stream of changes is opened before the list is read, so that no change is lost between them. Argo CD cannot go on
 * where a stream ended: the reflector is told so, and lists again.
 */
export class ArgoCdServerTransport implements Transport {
  readonly #options: ArgoCdServerTransportOptions;
  readonly #clock: Clock;
  #knowsVersion = false;

  private constructor(options: ArgoCdServerTransportOptions) {
    this.#options = options;
    this.#clock = options.clock ?? systemClock;
  }

  static create(options: ArgoCdServerTransportOptions): ArgoCdServerTransport {
    return new ArgoCdServerTransport(options);
  }

  /** {@inheritDoc Transport.get} */
  async get(path: string, signal: AbortSignal): Promise<AsyncIterable<string>> {
    const parameters = new URLSearchParams(path.slice(path.indexOf('?') + 1));
    if (parameters.get('sendInitialEvents') !== 'true') {
      throw new ApiStatusError({
        status: 410,
        message: 'Argo CD cannot go on where a stream ended.',
      });
    }
    const { client, instance } = this.#options;
    await this.#probe(signal);
    await this.#checkVersion(signal);
    const end = new AbortController();
    const both = AbortSignal.any([signal, end.signal]);
    const queue = new LineQueue();
    this.#follow(both, queue).then(
      () => queue.end(),
      error => queue.fail(error),
    );
    try {
      const list = await client.open({
        path: '/api/v1/applications',
        signal: both,
      });
      return this.#lines({ list, queue, end, instance });
    } catch (error) {
      end.abort();
      throw error;
    }
  }

  async *#lines(options: {
    list: AsyncIterable<Uint8Array>;
    queue: LineQueue;
    end: AbortController;
    instance: { name: string };
  }): AsyncGenerator<string> {
    const { list, queue, end } = options;
    const callOff = this.#clock.schedule(
      () => queue.end(),
      longestStreamMilliseconds,
    );
    try {
      let resourceVersion = '0';
      for await (const part of splitListItems(list)) {
        if (part.type === 'item') {
          yield `{"type":"ADDED","object":${part.json}}`;
        } else {
          resourceVersion = resourceVersionOf(part.json) ?? resourceVersion;
        }
      }
      yield bookmark(resourceVersion, true);
      for await (const line of queue) {
        yield line ?? bookmark(resourceVersion);
      }
    } finally {
      callOff();
      end.abort();
    }
  }

  /** Puts what changes into the queue, and `undefined` for a sign of life. */
  async #follow(signal: AbortSignal, queue: LineQueue): Promise<void> {
    const stopProbing = this.#probeAgain(signal, queue);
    try {
      const events = await this.#options.client.openEvents({
        path: '/api/v1/stream/applications',
        // With any version, Argo CD does not begin with all applications, which it would send without an end.
        query: { resourceVersion: '0', fields: streamFields },
        signal,
      });
      for await (const event of readServerSentEvents(events)) {
        queue.push(event.type === 'data' ? lineOf(event.data) : undefined);
      }
    } finally {
      stopProbing();
    }
  }

  #probeAgain(signal: AbortSignal, queue: LineQueue): () => void {
    let callOff = () => {};
    const schedule = () => {
      callOff = this.#clock.schedule(() => {
        this.#probe(signal).then(
          () => {
            queue.push(undefined);
            schedule();
          },
          error => queue.fail(error),
        );
      }, probeMilliseconds);
    };
    schedule();
    return () => {
      callOff();
      callOff = () => {};
    };
  }

  /** Argo CD answers this to everyone, and tells whether the token is good. */
  async #probe(signal: AbortSignal): Promise<void> {
    const answer = userSchema.safeParse(
      await this.#options.client.getJson({
        path: '/api/v1/session/userinfo',
        signal,
      }),
    );
    if (!answer.success) {
      throw notArgoCd('JSON of another kind');
    }
    if (!answer.data.loggedIn) {
      throw new ApiStatusError({
        status: 401,
        message: `Argo CD ${
          this.#options.instance.name
        } does not accept the token.`,
      });
    }
  }

  async #checkVersion(signal: AbortSignal): Promise<void> {
    if (this.#knowsVersion) {
      return;
    }
    const { client, instance, logger } = this.#options;
    const answer = versionSchema.safeParse(
      await client.getJson({ path: '/api/version', signal }),
    );
    this.#knowsVersion = true;
    if (answer.success && isVulnerableVersion(answer.data.Version)) {
      logger.warn(
        `Argo CD ${instance.name} gives credentials of repositories to whoever may read a project (CVE-2025-55190): update it to 3.1.2, 3.0.14, 2.14.16, 2.13.9 or newer`,
      );
    }
  }
}

function resourceVersionOf(json: string): string | undefined {
  const parsed = listSchema.safeParse(JSON.parse(json));
  if (!parsed.success) {
    throw notArgoCd('JSON of another kind');
  }
  return parsed.data.metadata.resourceVersion;
}

function bookmark(resourceVersion: string, endsList = false): string {
  const annotations = endsList ? { 'k8s.io/initial-events-end': 'true' } : {};
  return JSON.stringify({
    type: 'BOOKMARK',
    object: { metadata: { resourceVersion, annotations } },
  });
}

/** https://github.com/argoproj/argo-cd/blob/v3.5.0/server/application/application.proto (ApplicationWatchEvent) */
function lineOf(data: string): string {
  const { result, error } = eventSchema.parse(JSON.parse(data));
  if (error) {
    throw new ApiStatusError({
      status: error.http_code ?? 500,
      message: 'Argo CD ended the stream with an error.',
    });
  }
  if (!result) {
    throw notArgoCd('events of another kind');
  }
  return JSON.stringify({ type: result.type, object: result.application });
}
