import { Hono } from 'hono';
import { z } from 'zod';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { requireWritable } from './access.ts';
import { ApiError } from './ApiError.ts';
import { requirePull } from './pullRoutes.ts';
import { readBody } from './readBody.ts';
import { authorOf } from './reviewRules.ts';

const review = z.looseObject({ event: z.string().nullish() });

/** Reviews are the emulator's, but for what it lets pass: nobody approves a pull request of their own. */
export function reviewRoutes(context: GitHubContext): Hono<GitHubEnvironment> {
  const routes = new Hono<GitHubEnvironment>();
  routes.post('/repos/:owner/:repo/pulls/:number{[0-9]+}/reviews', async c => {
    const { git, login } = await requireWritable(context, c);
    const body = await readBody(c, review);
    const pull = await requirePull(context, c, git);
    if (body.event === 'APPROVE' && authorOf(pull) === login) {
      throw new ApiError(422, 'Unprocessable Entity', {
        errors: ['Review Can not approve your own pull request'],
      });
    }
    return context.metadata.change({
      login,
      method: 'POST',
      path: `/repos/${git.fullName}/pulls/${pull.number}/reviews`,
      body,
    });
  });
  return routes;
}
