import { Hono } from 'hono';
import { ApiError } from './api/ApiError.ts';
import { apiRoutes } from './api/apiRoutes.ts';
import { withFaults } from './faults/withFaults.ts';
import { gitRoutes } from './git/gitRoutes.ts';
import type { GitHubContext, GitHubEnvironment } from './GitHubContext.ts';
import { authenticate } from './identities/authenticate.ts';
import { oauthRoutes } from './identities/oauthRoutes.ts';
import { pullFormRoutes } from './pages/pullFormRoutes.ts';
import { pageRoutes } from './pages/pageRoutes.ts';

/** First parts of a path that belong to the API when it is called without `/api/v3`. */
const apiRoots = new Set([
  'app',
  'emojis',
  'meta',
  'octocat',
  'organizations',
  'orgs',
  'rate_limit',
  'repos',
  'repositories',
  'search',
  'teams',
  'user',
  'users',
  'versions',
  'zen',
]);

/** The one front before Git, the emulator and the pages. */
export function createFront(
  context: GitHubContext,
): (request: Request) => Response | Promise<Response> {
  const routes = apiRoutes(context);
  const apiOf = withCaller(context, routes);
  const gitOf = withCaller(context, gitRoutes(context));
  const api = withFaults(context, request => apiOf.fetch(request));
  const git = withFaults(context, request => gitOf.fetch(request));
  const pages = withCaller(context, oauthRoutes(context));
  pages.route('/', pullFormRoutes(context, routes));
  pages.route('/', pageRoutes(context));
  return request => {
    const url = new URL(request.url);
    if (url.pathname === '/api/v3' || url.pathname.startsWith('/api/v3/')) {
      url.pathname = url.pathname.slice('/api/v3'.length) || '/';
      return api(new Request(url, request));
    }
    if (/^\/(api\/)?graphql$/.test(url.pathname)) {
      const message = 'This stand-in for GitHub has no GraphQL API.';
      return new ApiError(501, message).toResponse();
    }
    if (apiRoots.has(url.pathname.split('/')[1])) {
      return api(request);
    }
    const isGit =
      /^\/[^/]+\/[^/]+\/(info\/refs|git-upload-pack|git-receive-pack)$/.test(
        url.pathname,
      );
    return isGit ? git(request) : pages.fetch(request);
  };
}

function withCaller(
  context: GitHubContext,
  routes: Hono<GitHubEnvironment>,
): Hono<GitHubEnvironment> {
  const app = new Hono<GitHubEnvironment>();
  app.use('*', async (c, next) => {
    const header = c.req.header('authorization');
    c.set('caller', authenticate(header, context.tokens));
    await next();
  });
  app.route('/', routes);
  return app;
}
