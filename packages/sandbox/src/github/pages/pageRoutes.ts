import { Hono } from 'hono';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { renderProblem } from './renderProblem.ts';

/** What a browser sees. */
export function pageRoutes(context: GitHubContext): Hono<GitHubEnvironment> {
  const pages = new Hono<GitHubEnvironment>();
  pages.all('*', () =>
    renderProblem(context, {
      status: 404,
      message: 'There is nothing at this address.',
    }),
  );
  return pages;
}
