import { Hono } from 'hono';
import { cors } from 'hono/cors';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { GitError } from '../git/runGit.ts';
import { ApiError, badCredentials } from './ApiError.ts';
import { archiveRoutes } from './archiveRoutes.ts';
import { branchRoutes } from './branchRoutes.ts';
import { checkRoutes } from './checkRoutes.ts';
import { commitRoutes } from './commitRoutes.ts';
import { conditionalRequests } from './conditionalRequests.ts';
import { contentChangeRoutes } from './contentChangeRoutes.ts';
import { contentRoutes } from './contentRoutes.ts';
import { emulatorRoutes } from './emulatorRoutes.ts';
import { gitDataRoutes } from './gitDataRoutes.ts';
import { mergeRoutes } from './mergeRoutes.ts';
import { pullRoutes } from './pullRoutes.ts';
import { rateLimits } from './rateLimits.ts';
import { referenceRoutes } from './referenceRoutes.ts';
import { repositoryRoutes } from './repositoryRoutes.ts';
import { reviewRoutes } from './reviewRoutes.ts';
import { searchRoutes } from './searchRoutes.ts';
import { statusRoutes } from './statusRoutes.ts';

/** GitHub's REST API: what is in Git is answered from Git, the rest by the emulator. */
export function apiRoutes(context: GitHubContext): Hono<GitHubEnvironment> {
  const api = new Hono<GitHubEnvironment>();
  // The portal's import page opens pull requests from the browser.
  api.use(
    '*',
    cors({ origin: '*', exposeHeaders: ['ETag', 'Link', 'X-OAuth-Scopes'] }),
  );
  api.use('*', rateLimits());
  api.use('*', conditionalRequests());
  api.use('*', async (c, next) => {
    const caller = c.get('caller');
    if (caller.kind === 'unknown-token') {
      throw badCredentials();
    }
    c.header('x-github-media-type', 'github.v3; format=json');
    if (caller.kind === 'known') {
      c.header('x-oauth-scopes', caller.scope.split(',').join(', '));
    }
    await next();
  });
  for (const routes of [
    statusRoutes,
    checkRoutes,
    pullRoutes,
    mergeRoutes,
    reviewRoutes,
    searchRoutes,
    contentRoutes,
    contentChangeRoutes,
    gitDataRoutes,
    referenceRoutes,
    branchRoutes,
    commitRoutes,
    archiveRoutes,
    repositoryRoutes,
    emulatorRoutes,
  ]) {
    api.route('/', routes(context));
  }
  api.onError(error => {
    if (error instanceof ApiError) {
      return error.toResponse();
    }
    context.log(error.stack ?? error.message);
    const status = error instanceof GitError ? 422 : 500;
    return Response.json({ message: error.message }, { status });
  });
  return api;
}
