import { html } from 'hono/html';
import { encodePath } from '../api/formats.ts';
import type { Commit } from '../git/parseCommits.ts';
import type { GitHubContext } from '../GitHubContext.ts';
import type { PagePlace } from './findPlace.ts';
import { renderPage } from './layout.ts';
import type { Markup } from './layout.ts';
import {
  breadcrumbs,
  formatDate,
  repositoryHeader,
} from './repositoryHeader.ts';

const pageSize = 50;

/** The history of a revision, or of one file in it. */
export async function renderCommits(
  context: GitHubContext,
  place: PagePlace,
  page: number,
): Promise<Response> {
  const { git, commit, revision, path } = place;
  const filter = path === '' ? {} : { path };
  const [commits, total] = await Promise.all([
    git.log(commit, {
      ...filter,
      limit: pageSize,
      skip: (page - 1) * pageSize,
    }),
    git.countCommits(commit, path || undefined),
  ]);
  const base = `/${git.fullName}/commits/${encodePath(revision)}${
    path === '' ? '' : `/${encodePath(path)}`
  }`;
  return renderPage(context, {
    title: `Commits of ${git.fullName}`,
    body: html`${repositoryHeader(place, 'commits')}
      <section class="card flush" aria-label="Commits">
        <div class="bar">
          ${breadcrumbs(place)}
          <span class="quiet small">${revision} · ${total}</span>
        </div>
        ${commitRows(git.fullName, commits)}
      </section>
      <p>
        ${page > 1 ? html`<a href="${base}?page=${page - 1}">Newer</a>` : ''}
        ${page * pageSize < total
          ? html`<a href="${base}?page=${page + 1}">Older</a>`
          : ''}
      </p>`,
  });
}

/** Commits, one per row. */
export function commitRows(
  fullName: string,
  commits: readonly Commit[],
): Markup {
  return html`<ul class="rows">
    ${commits.map(
      commit => html`<li>
        <span class="grow">
          <a href="/${fullName}/commit/${commit.id}"
            ><strong>${commit.message.split('\n')[0]}</strong></a
          ><br />
          <span class="quiet small"
            >${commit.author.name} · ${formatDate(commit.author.date)}</span
          >
        </span>
        <a class="mono" href="/${fullName}/commit/${commit.id}"
          >${commit.id.slice(0, 7)}</a
        >
      </li>`,
    )}
  </ul>`;
}
