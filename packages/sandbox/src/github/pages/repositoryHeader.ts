import { html } from 'hono/html';
import { z } from 'zod';
import { encodePath } from '../api/formats.ts';
import type { PagePlace, PageRepository } from './findPlace.ts';
import type { Markup } from './layout.ts';

const recordShape = z.looseObject({
  description: z.string().nullish(),
  topics: z.array(z.string()).default([]),
});

/** What all pages of a repository begin with. */
export function repositoryHeader(
  { git, record }: PageRepository,
  current: 'code' | 'commits' | 'pulls',
): Markup {
  const { owner, name } = git.name;
  const { description, topics } = recordShape.parse(record);
  const tab = (id: typeof current, path: string, label: string) =>
    html`<a
      href="/${owner}/${name}${path}"
      ${current === id ? html`aria-current="page"` : ''}
      >${label}</a
    >`;
  return html`<div class="title">
      <h1>
        <a href="/${owner}">${owner}</a> /
        <a href="/${owner}/${name}">${name}</a>
      </h1>
      <span class="label">${record.private ? 'Private' : 'Public'}</span>
      ${record.archived ? html`<span class="label">Archived</span>` : ''}
    </div>
    ${description ? html`<p>${description}</p>` : ''}
    ${topics.length > 0
      ? html`<p class="topics">
          ${topics.map(topic => html`<span>${topic}</span>`)}
        </p>`
      : ''}
    <nav class="tabs" aria-label="Repository">
      ${tab('code', '', 'Code')} ${tab('commits', '/commits', 'Commits')}
      ${tab('pulls', '/pulls', 'Pull requests')}
    </nav>`;
}

/** The way from the root of the repository to a file, each part a link. */
export function breadcrumbs({
  git,
  revision,
  path,
}: Pick<PagePlace, 'git' | 'revision' | 'path'>): Markup {
  const parts = path.split('/').filter(part => part !== '');
  const root = `/${git.fullName}/tree/${encodePath(revision)}`;
  return html`<span class="grow mono">
    <a href="${root}">${git.name.name}</a>${parts.map((part, index) => {
      const target = encodePath(parts.slice(0, index + 1).join('/'));
      return index === parts.length - 1
        ? html` / <strong>${part}</strong>`
        : html` / <a href="${root}/${target}">${part}</a>`;
    })}
  </span>`;
}

/** A moment as people read it. */
export function formatDate(date: string): Markup {
  const text = new Intl.DateTimeFormat('en-GB', {
    dateStyle: 'medium',
    timeStyle: 'short',
    timeZone: 'UTC',
  }).format(new Date(date));
  return html`<time datetime="${date}">${text} UTC</time>`;
}
