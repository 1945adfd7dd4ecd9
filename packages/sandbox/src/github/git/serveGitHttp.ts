import { spawn } from 'node:child_process';
import type { ChildProcessWithoutNullStreams } from 'node:child_process';
import { Readable } from 'node:stream';
import type { GitRepositories, RepositoryName } from './GitRepositories.ts';

/** A request of Git's smart HTTP protocol. */
export interface GitHttpRequest {
  readonly request: Request;
  readonly repository: RepositoryName;
  /** What is asked of it: `info/refs`, `git-upload-pack` or `git-receive-pack`. */
  readonly service: string;
  readonly login?: string;
}

/** Lets `git http-backend` answer, streaming in both directions. */
export function serveGitHttp(
  repositories: GitRepositories,
  { request, repository, service, login }: GitHttpRequest,
): Promise<Response> {
  const header = (name: string) => request.headers.get(name) ?? '';
  const child = spawn('git', ['http-backend'], {
    cwd: repositories.root,
    env: {
      ...repositories.environment,
      GIT_PROJECT_ROOT: repositories.root,
      GIT_HTTP_EXPORT_ALL: '1',
      GIT_PROTOCOL: header('git-protocol'),
      REQUEST_METHOD: request.method,
      PATH_INFO: `/${repository.owner}/${repository.name}.git/${service}`,
      QUERY_STRING: new URL(request.url).search.slice(1),
      CONTENT_TYPE: header('content-type'),
      ...(header('content-length')
        ? { CONTENT_LENGTH: header('content-length') }
        : {}),
      HTTP_CONTENT_ENCODING: header('content-encoding'),
      ...(login ? { REMOTE_USER: login } : {}),
    },
  });
  request.signal.addEventListener('abort', () => child.kill());
  child.stderr.resume();
  child.stdin.on('error', () => {});
  if (request.body) {
    Readable.from(request.body)
      .on('error', () => child.kill())
      .pipe(child.stdin);
  } else {
    child.stdin.end();
  }
  return readCgiResponse(child, request.signal);
}

function readCgiResponse(
  child: ChildProcessWithoutNullStreams,
  signal: AbortSignal,
): Promise<Response> {
  return new Promise((resolve, reject) => {
    let received = Buffer.alloc(0);
    const fail = () =>
      // Nobody waits for the answer to a request that the client has given up.
      signal.aborted
        ? resolve(new Response(null, { status: 499 }))
        : reject(new Error('git http-backend ended without an answer'));
    const onData = (chunk: Buffer) => {
      received = Buffer.concat([received, chunk]);
      const end = received.indexOf('\r\n\r\n');
      if (end < 0) {
        return;
      }
      child.stdout.off('data', onData);
      child.stdout.off('end', fail);
      child.stdout.pause();
      const head = received.subarray(0, end).toString('latin1');
      const rest = received.subarray(end + 4);
      if (rest.length > 0) {
        child.stdout.unshift(rest);
      }
      resolve(toResponse(head, child.stdout));
    };
    child.stdout.on('data', onData);
    child.stdout.on('end', fail);
    child.on('error', reject);
  });
}

function toResponse(head: string, body: Readable): Response {
  const headers = new Headers();
  let status = 200;
  for (const line of head.split('\r\n')) {
    const colon = line.indexOf(':');
    const name = line.slice(0, colon).trim();
    const value = line.slice(colon + 1).trim();
    if (name.toLowerCase() === 'status') {
      status = Number.parseInt(value, 10);
    } else {
      headers.append(name, value);
    }
  }
  // The same stream, typed once for Node and once for the browser.
  return new Response(Readable.toWeb(body) as ReadableStream, {
    status,
    headers,
  });
}
