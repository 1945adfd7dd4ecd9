import { once } from 'node:events';
import {
  createServer,
  type IncomingMessage,
  type Server,
  type ServerResponse,
} from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import { gzip } from 'node:zlib';
import type { ApplicationResource } from './applicationOf.mts';
import { pickFields } from './pickFields.mts';

/** What an instance was asked so far. */
export interface ServerCounters {
  requests: number;
  bytes: number;
}

/** Options of {@link ArgoCdServer.start}. */
export interface ArgoCdServerOptions {
  readonly port: number;
  readonly token: string;
}

/**
 * The part of an Argo CD API server that readers use, with the semantics of `List` in
 * https://github.com/argoproj/argo-cd/blob/v3.2.11/server/application/application.go: all applications are walked, those
 * that the selector, name and projects let through are answered whole unless `fields` is given, sorted by name, and each
 * answer is serialised anew and compressed where the client takes it.
 */
export class ArgoCdServer {
  readonly counters: ServerCounters = { requests: 0, bytes: 0 };
  readonly #token: string;
  #applications: readonly ApplicationResource[] = [];
  #delayMilliseconds = 0;
  #server: Server | undefined;

  private constructor(token: string) {
    this.#token = token;
  }

  static async start(options: ArgoCdServerOptions): Promise<ArgoCdServer> {
    const instance = new ArgoCdServer(options.token);
    const server = createServer((request, response) => {
      instance.#answer(request, response).catch(error => {
        response.writeHead(500).end(String(error));
      });
    });
    server.keepAliveTimeout = 60_000;
    server.listen(options.port, '127.0.0.1');
    await once(server, 'listening');
    instance.#server = server;
    return instance;
  }

  /** Replaces what it serves. */
  load(applications: readonly ApplicationResource[]): void {
    this.#applications = applications.toSorted((left, right) =>
      left.metadata.name < right.metadata.name ? -1 : 1,
    );
  }

  /** How long every answer is held back from now on: the distance to a real server. */
  delay(milliseconds: number): void {
    this.#delayMilliseconds = milliseconds;
  }

  async stop(): Promise<void> {
    this.#server?.closeAllConnections();
    this.#server?.close();
  }

  async #answer(
    request: IncomingMessage,
    response: ServerResponse,
  ): Promise<void> {
    request.resume();
    this.counters.requests += 1;
    if (this.#delayMilliseconds > 0) {
      await sleep(this.#delayMilliseconds);
    }
    const url = new URL(request.url ?? '/', 'http://localhost');
    if (request.method === 'POST' && url.pathname === '/api/v1/session') {
      await this.#send(request, response, { token: this.#token });
      return;
    }
    if (request.headers.authorization !== `Bearer ${this.#token}`) {
      response.writeHead(401, { 'Content-Type': 'application/json' });
      response.end('{"error":"no session information","code":16}');
      return;
    }
    const [, name] =
      /^\/api\/v1\/applications\/?([^/]*)$/.exec(url.pathname) ?? [];
    const body = this.#find(name, url.searchParams);
    if (body === undefined) {
      response.writeHead(404, { 'Content-Type': 'application/json' });
      response.end('{"error":"not found","code":5}');
      return;
    }
    await this.#send(request, response, body);
  }

  #find(name: string | undefined, query: URLSearchParams): object | undefined {
    if (name === '') {
      return this.#list(query);
    }
    return this.#applications.find(({ metadata }) => metadata.name === name);
  }

  #list(query: URLSearchParams): object {
    const requirements = (query.get('selector') ?? '')
      .split(',')
      .filter(Boolean)
      .map(requirement => requirement.split('='));
    const name = query.get('name');
    const projects = query.getAll('projects').concat(query.getAll('project'));
    const items = this.#applications.filter(
      ({ metadata, spec }) =>
        requirements.every(([key, value]) => metadata.labels[key] === value) &&
        (!name || metadata.name === name) &&
        (projects.length === 0 || projects.includes(spec.project)),
    );
    const list = { metadata: { resourceVersion: '1' }, items };
    const fields = query.get('fields');
    return fields ? pickFields(list, fields.split(',')) : list;
  }

  async #send(
    request: IncomingMessage,
    response: ServerResponse,
    body: object,
  ): Promise<void> {
    const text = Buffer.from(JSON.stringify(body));
    const isCompressed = /\bgzip\b/.test(
      request.headers['accept-encoding'] ?? '',
    );
    const bytes = isCompressed ? await compress(text) : text;
    this.counters.bytes += bytes.length;
    response.writeHead(200, {
      'Content-Type': 'application/json',
      'Content-Length': bytes.length,
      ...(isCompressed ? { 'Content-Encoding': 'gzip' } : {}),
    });
    response.end(bytes);
  }
}

async function compress(bytes: Buffer): Promise<Buffer> {
  return await new Promise((resolve, reject) => {
    gzip(bytes, (error, result) => (error ? reject(error) : resolve(result)));
  });
}
