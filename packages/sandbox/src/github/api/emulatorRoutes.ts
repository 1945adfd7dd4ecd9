import { Hono } from 'hono';
import type { Context } from 'hono';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { loginOf } from './access.ts';
import { ApiError, notFound } from './ApiError.ts';
import { overlayGit } from './overlayGit.ts';

/** What would bring the emulator's own idea of Git to light, or change it behind Git's back. */
const hidden = [
  /^\/_emulate/,
  /^\/login\//,
  /^\/repos\/[^/]+\/[^/]+\/(git|forks|transfer|merges)(\/|$)/,
  /^\/repos\/[^/]+\/[^/]+\/pulls\/\d+\/update-branch$/,
  /^\/search\/(code|commits)$/,
];

/** Everything that is not in Git is the emulator's: it gets the request in the name of the account behind the token. */
export function emulatorRoutes(
  context: GitHubContext,
): Hono<GitHubEnvironment> {
  const routes = new Hono<GitHubEnvironment>();
  routes.all('*', c => forward(context, c));
  return routes;
}

async function forward(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
): Promise<Response> {
  const caller = c.get('caller');
  const login = loginOf(caller);
  const path = c.req.path + new URL(c.req.url).search;
  if (hidden.some(pattern => pattern.test(c.req.path))) {
    throw notFound();
  }
  const method = c.req.method;
  if (method === 'GET' || method === 'HEAD') {
    const accept = c.req.header('accept');
    return answer(
      context,
      c,
      await context.metadata.request({ login, method: 'GET', path, accept }),
    );
  }
  if (!login) {
    throw new ApiError(401, 'Requires authentication');
  }
  const body = await readJson(c);
  return answer(
    context,
    c,
    await context.metadata.change({ login, method, path, body }),
  );
}

async function readJson(c: Context): Promise<unknown> {
  const text = await c.req.text();
  try {
    // Some of the emulator's routes refuse an empty body where GitHub takes it.
    return text === '' ? {} : JSON.parse(text);
  } catch {
    throw new ApiError(400, 'Problems parsing JSON');
  }
}

/** Passes an answer of the emulator on, with what Git knows better put right. */
async function answer(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
  response: Response,
): Promise<Response> {
  const headers = new Headers();
  for (const name of ['content-type', 'link', 'location', 'etag']) {
    const value = response.headers.get(name);
    if (value) {
      headers.set(name, value);
    }
  }
  const isJson = headers.get('content-type')?.includes('json');
  if (!isJson || !response.ok) {
    return new Response(response.body, { status: response.status, headers });
  }
  return Response.json(
    await overlayGit(context, c.get('caller'), await response.json()),
    { status: response.status, headers },
  );
}
