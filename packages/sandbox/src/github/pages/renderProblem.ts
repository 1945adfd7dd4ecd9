import { html } from 'hono/html';
import type { GitHubContext } from '../GitHubContext.ts';
import { renderPage } from './layout.ts';

/** A page that says what went wrong. */
export function renderProblem(
  context: GitHubContext,
  { status, message }: { status: number; message: string },
): Promise<Response> {
  const title = status === 404 ? 'Page not found' : 'This did not work';
  return renderPage(context, {
    title,
    status,
    narrow: true,
    body: html`<section class="card problem">
      <h1>${title}</h1>
      <p>${message}</p>
      <p><a href="/acme">To the repositories of acme</a></p>
    </section>`,
  });
}
