import { html } from 'hono/html';
import { encodePath } from '../api/formats.ts';
import { compareCommits } from '../git/compareCommits.ts';
import type { ChangedFile } from '../git/compareCommits.ts';
import type { GitHubContext } from '../GitHubContext.ts';
import type { PageRepository } from './findPlace.ts';
import { renderPage } from './layout.ts';
import type { Markup } from './layout.ts';
import { formatDate, repositoryHeader } from './repositoryHeader.ts';

const mostLines = 2000;

/** One commit with what it changed. */
export async function renderCommit(
  context: GitHubContext,
  repository: PageRepository,
  id: string,
): Promise<Response> {
  const { git } = repository;
  const commit = await git.commit(id);
  const files = await compareCommits(git, commit.parents[0], id);
  const [subject, ...rest] = commit.message.split('\n');
  const body = rest.join('\n').trim();
  return renderPage(context, {
    title: `${subject} · ${git.fullName}`,
    body: html`${repositoryHeader(repository, 'commits')}
      <section class="card">
        <h2>${subject}</h2>
        ${body ? html`<p class="message">${body}</p>` : ''}
        <p class="quiet small">
          ${commit.author.name} · ${formatDate(commit.author.date)}
        </p>
        <p class="small">
          <span class="mono">${id}</span> ·
          <a href="/${git.fullName}/tree/${id}">Browse files</a>
          ${commit.parents.map(
            parent =>
              html`· parent
                <a class="mono" href="/${git.fullName}/commit/${parent}"
                  >${parent.slice(0, 7)}</a
                >`,
          )}
        </p>
      </section>
      ${changedFiles(git.fullName, id, files)}`,
  });
}

/** Files with their differences. */
export function changedFiles(
  fullName: string,
  commit: string,
  files: readonly ChangedFile[],
): Markup {
  return html`${files.map(
    file => html`<section class="card flush" aria-label="${file.path}">
      <div class="bar">
        <span class="grow mono">
          ${file.previousPath ? html`${file.previousPath} → ` : ''}
          ${file.status === 'removed'
            ? file.path
            : html`<a
                href="/${fullName}/blob/${commit}/${encodePath(file.path)}"
                >${file.path}</a
              >`}
        </span>
        <span class="quiet small"
          >${file.status}, +${file.additions} −${file.deletions}</span
        >
      </div>
      ${file.patch === undefined
        ? html`<p class="markdown quiet">No difference in text.</p>`
        : difference(file.patch)}
    </section>`,
  )}`;
}

function difference(patch: string): Markup {
  const lines = patch.split('\n');
  return html`<div class="code" tabindex="0">
      <table role="presentation">
        ${lines.slice(0, mostLines).map(
          line =>
            html`<tr class="${kindOf(line)}">
              <td>${line}</td>
            </tr>`,
        )}
      </table>
    </div>
    ${lines.length > mostLines
      ? html`<p class="markdown quiet">
          ${lines.length - mostLines} more lines are not shown.
        </p>`
      : ''}`;
}

function kindOf(line: string): string {
  const kinds: Readonly<Record<string, string>> = {
    '+': 'added',
    '-': 'removed',
    '@': 'hunk',
  };
  return kinds[line.charAt(0)] ?? 'same';
}
