import { Hono } from 'hono';
import type { Context } from 'hono';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { renderProblem } from '../pages/renderProblem.ts';
import { renderSignIn } from '../pages/renderSignIn.ts';
import { people } from './people.ts';
import { OAuthCodes } from './OAuthCodes.ts';

/** The web flow of an OAuth application, with a page that lets one choose a person instead of asking for a password. */
export function oauthRoutes(context: GitHubContext): Hono<GitHubEnvironment> {
  const codes = new OAuthCodes();
  const routes = new Hono<GitHubEnvironment>();
  routes.get('/login/oauth/authorize', c => {
    const request = readAuthorization(context, query => c.req.query(query));
    return typeof request === 'string'
      ? renderProblem(context, { status: 400, message: request })
      : renderSignIn(context, { people, ...request });
  });
  routes.post('/login/oauth/authorize', async c => {
    const form = await readForm(c);
    const request = readAuthorization(context, name => form.get(name));
    const login = form.get('login') ?? '';
    if (typeof request === 'string') {
      return renderProblem(context, { status: 400, message: request });
    }
    if (!context.people.some(person => person.login === login)) {
      return renderProblem(context, {
        status: 400,
        message: 'Nobody with this login can sign in here.',
      });
    }
    const { redirectUri, scope, state } = request;
    const target = new URL(redirectUri);
    target.searchParams.set('code', codes.issue({ login, scope, redirectUri }));
    if (state) {
      target.searchParams.set('state', state);
    }
    context.log(`${login} signs in`);
    return c.redirect(target.toString());
  });
  routes.post('/login/oauth/access_token', c => exchange(context, c, codes));
  return routes;
}

/** A checked request for authorization, or what is wrong with it. */
function readAuthorization(
  context: GitHubContext,
  read: (name: string) => string | undefined,
) {
  const registered = callbackOf(context);
  const redirectUri = read('redirect_uri') || registered;
  if (read('client_id') !== context.tokens.clientId) {
    return 'The application that sent you here is not registered: its client_id is unknown. Restart the sandbox, so that the portal learns the present one.';
  }
  if (redirectUri !== registered) {
    return `The redirect_uri is not associated with this application. Registered is ${registered}.`;
  }
  return {
    redirectUri,
    scope: (read('scope') ?? '').split(/[\s,]+/).join(','),
    state: read('state') ?? '',
    clientId: context.tokens.clientId,
  };
}

/** Where the portal takes people back after they have signed in. */
function callbackOf(context: GitHubContext): string {
  return `${context.portalUrl}/api/auth/github/handler/frame`;
}

async function exchange(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
  codes: OAuthCodes,
): Promise<Response> {
  const form = await readForm(c);
  const isApplication =
    form.get('client_id') === context.tokens.clientId &&
    form.get('client_secret') === context.tokens.clientSecret;
  if (!isApplication) {
    return answer(c, {
      error: 'incorrect_client_credentials',
      error_description:
        'The client_id and/or client_secret passed are incorrect.',
    });
  }
  const grant = codes.redeem(form.get('code') ?? '');
  const redirectUri = form.get('redirect_uri');
  if (!grant || (redirectUri && redirectUri !== grant.redirectUri)) {
    return answer(c, {
      error: 'bad_verification_code',
      error_description: 'The code passed is incorrect or expired.',
    });
  }
  const { login, scope } = grant;
  return answer(c, {
    access_token: await context.tokens.issue({ login, scope }),
    token_type: 'bearer',
    scope,
  });
}

function answer(c: Context, fields: Record<string, string>): Response {
  return c.req.header('accept')?.includes('json')
    ? c.json(fields)
    : c.body(new URLSearchParams(fields).toString(), 200, {
        'content-type': 'application/x-www-form-urlencoded; charset=utf-8',
      });
}

async function readForm(c: Context): Promise<Map<string, string>> {
  const isJson = c.req.header('content-type')?.includes('json');
  const fields: Record<string, unknown> = isJson
    ? await c.req.json()
    : await c.req.parseBody();
  return new Map(
    Object.entries(fields).flatMap(([name, value]) =>
      typeof value === 'string' ? [[name, value] as const] : [],
    ),
  );
}
