import { html } from 'hono/html';
import { encodePath } from '../api/formats.ts';
import type { GitHubContext } from '../GitHubContext.ts';
import type { PagePlace } from './findPlace.ts';
import { renderPage } from './layout.ts';
import type { Markup } from './layout.ts';
import { renderMarkdown } from './renderMarkdown.ts';
import { breadcrumbs, repositoryHeader } from './repositoryHeader.ts';
import { isBinary, isImage } from './serveRaw.ts';

const largest = 500_000;

/** A file of a repository. */
export async function renderBlob(
  context: GitHubContext,
  place: PagePlace,
  file: { id: string; size: number; asSource: boolean },
): Promise<Response> {
  const { git, revision, path } = place;
  const end = `${encodePath(revision)}/${encodePath(path)}`;
  const isMarkdown = /\.(md|markdown)$/i.test(path);
  return renderPage(context, {
    title: `${path} at ${git.fullName}`,
    body: html`${repositoryHeader(place, 'code')}
      <section class="card flush" aria-label="${path}">
        <div class="bar">
          ${breadcrumbs(place)}
          <span class="small">
            <span class="quiet">${formatSize(file.size)}</span>
            ${isMarkdown
              ? html`·
                  <a
                    href="/${git.fullName}/blob/${end}${file.asSource
                      ? ''
                      : '?plain=1'}"
                    >${file.asSource ? 'Preview' : 'Source'}</a
                  >`
              : ''}
            · <a href="/${git.fullName}/raw/${end}">Raw</a> ·
            <a href="/${git.fullName}/commits/${end}">History</a>
          </span>
        </div>
        ${await content(place, file, isMarkdown)}
      </section>`,
  });
}

async function content(
  place: PagePlace,
  file: { id: string; size: number; asSource: boolean },
  isMarkdown: boolean,
): Promise<Markup> {
  const { git, revision, path } = place;
  const rawUrl = `/${git.fullName}/raw/${encodePath(revision)}/${encodePath(
    path,
  )}`;
  if (isImage(path)) {
    return html`<img class="image" src="${rawUrl}" alt="${path}" />`;
  }
  const bytes =
    file.size > largest ? undefined : await git.read('blob', file.id);
  if (!bytes || isBinary(bytes)) {
    return html`<p class="markdown quiet">
      ${bytes ? 'This file is not text.' : 'This file is too large to show.'}
      <a href="${rawUrl}">Open it as it is</a>
    </p>`;
  }
  const text = bytes.toString('utf8');
  if (isMarkdown && !file.asSource) {
    return html`<div class="markdown">
      ${renderMarkdown(text, { fullName: git.fullName, revision, path })}
    </div>`;
  }
  const lines = text.replace(/\n$/, '').split('\n');
  return html`<div class="code" tabindex="0">
    <table role="presentation">
      ${lines.map(
        (line, index) =>
          html`<tr id="L${index + 1}">
            <td class="number"><a href="#L${index + 1}">${index + 1}</a></td>
            <td>${line}</td>
          </tr>`,
      )}
    </table>
  </div>`;
}

function formatSize(bytes: number): string {
  return bytes < 1024 ? `${bytes} bytes` : `${(bytes / 1024).toFixed(1)} KB`;
}
