import { Hono } from 'hono';
import { z } from 'zod';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { renderProblem } from './renderProblem.ts';

const problemShape = z.object({ message: z.string() });

/** What the buttons on the page of a pull request do: the same requests of the API, in the name of the chosen person. */
const requests = {
  review: { method: 'POST', path: 'reviews', body: { event: 'APPROVE' } },
  merge: { method: 'PUT', path: 'merge', body: {} },
} as const;

/** Approves and merges pull requests from their pages. */
export function pullFormRoutes(
  context: GitHubContext,
  api: Hono<GitHubEnvironment>,
): Hono<GitHubEnvironment> {
  const routes = new Hono<GitHubEnvironment>();
  const act = (login: string, request: Request) => {
    const app = new Hono<GitHubEnvironment>();
    app.use('*', async (c, next) => {
      c.set('caller', { kind: 'known', login, scope: 'repo' });
      await next();
    });
    return app.route('/', api).fetch(request);
  };
  for (const [action, { method, path, body }] of Object.entries(requests)) {
    routes.post(`/:owner/:repo/pull/:number{[0-9]+}/${action}`, async c => {
      const { owner, repo, number } = c.req.param();
      const { login } = await c.req.parseBody();
      const isKnown = context.people.some(person => person.login === login);
      // The pages ask nobody for a password, so nobody else's page may press their buttons.
      if (c.req.header('origin') !== context.url || !isKnown) {
        const message = 'Only people of this page can press its buttons.';
        return renderProblem(context, { status: 403, message });
      }
      const place = `/repos/${owner}/${repo}/pulls/${number}/${path}`;
      const response = await act(
        String(login),
        new Request(context.url + place, {
          method,
          body: JSON.stringify(body),
        }),
      );
      if (!response.ok) {
        const { message } = problemShape.parse(await response.json());
        return renderProblem(context, { status: response.status, message });
      }
      return c.redirect(`/${owner}/${repo}/pull/${number}`, 303);
    });
  }
  return routes;
}
