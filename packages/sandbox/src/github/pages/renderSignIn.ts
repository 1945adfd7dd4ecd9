import { html } from 'hono/html';
import type { GitHubContext } from '../GitHubContext.ts';
import type { Person } from '../identities/people.ts';
import { renderPage } from './layout.ts';

/** The sign-in page: whom to be. */
export function renderSignIn(
  context: GitHubContext,
  request: {
    people: readonly Person[];
    clientId: string;
    redirectUri: string;
    scope: string;
    state: string;
  },
): Promise<Response> {
  const hidden = {
    client_id: request.clientId,
    redirect_uri: request.redirectUri,
    scope: request.scope,
    state: request.state,
  };
  return renderPage(context, {
    title: 'Sign in',
    narrow: true,
    body: html`<section class="card sign-in">
      <h1>Sign in to Golden Path Portal</h1>
      <p class="quiet">
        Choose whom to be. These are example people on this machine: there is no
        password, and nothing leaves your computer.
      </p>
      <form method="post" action="/login/oauth/authorize">
        ${Object.entries(hidden).map(
          ([name, value]) =>
            html`<input type="hidden" name="${name}" value="${value}" />`,
        )}
        <ul class="people">
          ${request.people.map(
            person => html`<li>
              <button type="submit" name="login" value="${person.login}">
                <img
                  src="/avatars/${person.login}"
                  alt=""
                  width="40"
                  height="40"
                />
                <span class="who">
                  <strong>${person.name}</strong>
                  <span class="quiet">${person.role}</span>
                </span>
                <span class="login">${person.login}</span>
              </button>
            </li>`,
          )}
        </ul>
      </form>
    </section>`,
  });
}
