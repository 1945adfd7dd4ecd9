import { posix } from 'node:path';
import { html, raw } from 'hono/html';
import { Marked } from 'marked';
import { encodePath } from '../api/formats.ts';
import type { Markup } from './layout.ts';

/** Where a Markdown file lies, so that its links to neighbours work. */
export interface MarkdownPlace {
  readonly fullName: string;
  readonly revision: string;
  /** Of the file itself. */
  readonly path: string;
}

/** Renders Markdown. HTML in it is shown as text, and a link can lead only to a web page. */
export function renderMarkdown(text: string, place: MarkdownPlace): Markup {
  const marked = new Marked({
    async: false,
    renderer: {
      html: ({ text: source }) => String(html`${source}`),
      link({ href, tokens }) {
        const target = resolveLink(href, place, 'blob');
        const label = this.parser.parseInline(tokens);
        return target
          ? String(html`<a href="${target}" rel="noreferrer">${raw(label)}</a>`)
          : label;
      },
      image({ href, text: label }) {
        const target = resolveLink(href, place, 'raw');
        if (!target) {
          return String(html`${label}`);
        }
        // Nothing is fetched from elsewhere: a picture of another site becomes a link.
        return String(
          target.startsWith('/')
            ? html`<img src="${target}" alt="${label}" />`
            : html`<a href="${target}" rel="noreferrer">${label || target}</a>`,
        );
      },
    },
  });
  return raw(marked.parse(text, { async: false }));
}

function resolveLink(
  href: string,
  place: MarkdownPlace,
  kind: 'blob' | 'raw',
): string | undefined {
  if (/^(https?:\/\/|mailto:|#)/i.test(href)) {
    return href;
  }
  // Anything else with a scheme, and addresses of other hosts in disguise.
  if (/^[^/?#]*:/.test(href) || /^[/\\]{2}/.test(href)) {
    return undefined;
  }
  const [path, fragment] = href.split('#', 2);
  const folder = posix.dirname(`/${place.path}`);
  const target = posix.join(folder, decode(path)).slice(1);
  const encoded = encodePath(target);
  const end = fragment ? `#${encodeURIComponent(fragment)}` : '';
  return `/${place.fullName}/${kind}/${encodePath(
    place.revision,
  )}/${encoded}${end}`;
}

function decode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return path;
  }
}
