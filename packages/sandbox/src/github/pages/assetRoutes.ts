import { readFile } from 'node:fs/promises';
import { Hono } from 'hono';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { bot, organization } from '../identities/people.ts';
import { mark, renderAvatar } from './renderAvatar.ts';

/** Pictures and style of the pages. */
export function assetRoutes(context: GitHubContext): Hono<GitHubEnvironment> {
  const routes = new Hono<GitHubEnvironment>();
  const style = readFile(new URL('./style.css', import.meta.url));
  routes.get('/_stand-in/style.css', async () =>
    asset(String(await style), 'text/css; charset=utf-8'),
  );
  routes.get('/_stand-in/mark.svg', () => asset(mark, 'image/svg+xml'));
  for (const path of ['/avatars/:login', '/avatars/:kind{[ou]}/:login']) {
    routes.get(path, c => {
      const login = c.req.param('login') ?? '';
      const account = [bot, organization, ...context.people].find(
        candidate => candidate.login === login,
      );
      return asset(
        renderAvatar(login, account?.name ?? login),
        'image/svg+xml',
      );
    });
  }
  return routes;
}

function asset(content: string, type: string): Response {
  return new Response(content, {
    headers: {
      'content-type': type,
      'content-security-policy': "default-src 'none'",
      // The portal shows avatars on pages of its own origin.
      'cross-origin-resource-policy': 'cross-origin',
      'cache-control': 'max-age=300',
      'x-content-type-options': 'nosniff',
    },
  });
}
