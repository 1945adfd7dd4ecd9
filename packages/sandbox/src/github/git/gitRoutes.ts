import { Hono } from 'hono';
import type { Context } from 'hono';
import { findReadable, loginOf, mayWrite } from '../api/access.ts';
import { protectedBranches } from '../api/branchRoutes.ts';
import { branchProblems } from '../api/branchRules.ts';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { declinePush, parsePush } from './declinePush.ts';
import type { DeclinedReference, PushRequest } from './declinePush.ts';
import type { GitRepository } from './GitRepository.ts';
import { serveGitHttp } from './serveGitHttp.ts';

const services = ['git-upload-pack', 'git-receive-pack'];

/** Clone, fetch and push over HTTP. */
export function gitRoutes(context: GitHubContext): Hono<GitHubEnvironment> {
  const routes = new Hono<GitHubEnvironment>();
  routes.get('/:owner/:repo/info/refs', c => {
    const service = c.req.query('service') ?? '';
    return services.includes(service)
      ? serve(context, c, { path: 'info/refs', service })
      : c.text('Only the smart HTTP protocol is spoken here.\n', 403);
  });
  for (const service of services) {
    routes.post(`/:owner/:repo/${service}`, c =>
      serve(context, c, { path: service, service }),
    );
  }
  routes.onError((error, c) => {
    context.log(error.stack ?? error.message);
    return c.text('The stand-in met an error; its log says which.\n', 500);
  });
  return routes;
}

async function serve(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
  { path, service }: { path: string; service: string },
): Promise<Response> {
  const caller = c.get('caller');
  const login = loginOf(caller);
  const isPush = service === 'git-receive-pack';
  if (caller.kind === 'unknown-token' || (isPush && !login)) {
    return askForPassword();
  }
  const readable = await findReadable(context, caller, {
    owner: c.req.param('owner') ?? '',
    name: (c.req.param('repo') ?? '').replace(/\.git$/, ''),
  });
  if (!readable) {
    return login ? c.text('Repository not found.\n', 404) : askForPassword();
  }
  const repository = readable.git.name;
  if (
    isPush &&
    login &&
    (readable.record.archived || !(await mayWrite(context, login, repository)))
  ) {
    return c.text(
      `Permission to ${readable.git.fullName} denied to ${login}.\n`,
      403,
    );
  }
  const isDeclined = context.rejectPushTo.some(pattern =>
    pattern.test(repository.name),
  );
  if (isPush && isDeclined) {
    return c.text('push declined\n', 403);
  }
  const { git } = readable;
  const hasRules =
    isPush && path === service && (await hasProtectedBranch(context, git));
  const body = hasRules ? Buffer.from(await c.req.arrayBuffer()) : undefined;
  if (body && login) {
    const encoding = c.req.header('content-encoding');
    const push = parsePush(body, encoding);
    const declined = await declinedReferences(context, git, { push, login });
    if (declined.length) {
      return declinePush(push, declined);
    }
  }
  const { url, method, headers, signal } = c.req.raw;
  return serveGitHttp(context.repositories, {
    request: body
      ? new Request(url, { method, headers, signal, body })
      : c.req.raw,
    repository,
    service: path,
    login,
  });
}

async function hasProtectedBranch(
  context: GitHubContext,
  git: GitRepository,
): Promise<boolean> {
  return (await protectedBranches(context, git)).size > 0;
}

/** What of a push the rules of its branches do not permit. */
async function declinedReferences(
  context: GitHubContext,
  git: GitRepository,
  { push, login }: { push: PushRequest; login: string },
): Promise<DeclinedReference[]> {
  const declined: DeclinedReference[] = [];
  for (const { reference, kind } of push.commands) {
    const [, branch] = /^refs\/heads\/(.+)$/.exec(reference) ?? [];
    const problems =
      branch && kind !== 'create'
        ? await branchProblems(context, git, { branch, login, kind })
        : [];
    if (problems.length) {
      declined.push({ reference, problems });
    }
  }
  return declined;
}

function askForPassword(): Response {
  return new Response('Invalid username or token.\n', {
    status: 401,
    headers: {
      'content-type': 'text/plain; charset=utf-8',
      'www-authenticate': 'Basic realm="GitHub"',
    },
  });
}
