import { html } from 'hono/html';
import type { HtmlEscapedString } from 'hono/utils/html';
import type { GitHubContext } from '../GitHubContext.ts';

/** Escaped HTML. */
export type Markup = HtmlEscapedString | Promise<HtmlEscapedString>;

/** One page of the stand-in. */
export interface PageContent {
  readonly title: string;
  readonly status?: number;
  readonly body: Markup;
  /** Narrow and centred, for pages with one thing to do. */
  readonly narrow?: boolean;
}

/** Puts a page into the frame that all share. */
export async function renderPage(
  context: GitHubContext,
  { title, status = 200, body, narrow }: PageContent,
): Promise<Response> {
  const page = await html`<!DOCTYPE html>
    <html lang="en">
      <head>
        <meta charset="utf-8" />
        <meta name="viewport" content="width=device-width, initial-scale=1" />
        <meta name="color-scheme" content="light dark" />
        <title>${title} · GitHub stand-in</title>
        <link rel="icon" href="/_stand-in/mark.svg" type="image/svg+xml" />
        <link rel="stylesheet" href="/_stand-in/style.css" />
      </head>
      <body class="${narrow ? 'narrow' : 'wide'}">
        <header class="top">
          <a class="brand" href="/acme">
            <img src="/_stand-in/mark.svg" alt="" width="24" height="24" />
            <span
              >GitHub stand-in
              <span class="quiet">for Golden Path Portal (local)</span></span
            >
          </a>
        </header>
        <main>${body}</main>
      </body>
    </html>`;
  return new Response(String(page), {
    status,
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-security-policy': [
        "default-src 'none'",
        "style-src 'self'",
        "img-src 'self'",
        // The answer to the sign-in form is a redirect to the portal.
        `form-action 'self' ${new URL(context.portalUrl).origin}`,
        "frame-ancestors 'none'",
        "base-uri 'none'",
      ].join('; '),
      'x-content-type-options': 'nosniff',
      'referrer-policy': 'same-origin',
      'cache-control': 'no-store',
    },
  });
}
