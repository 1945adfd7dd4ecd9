import { html, raw } from 'hono/html';
import { encodePath } from '../api/formats.ts';
import type { TreeEntry } from '../git/GitRepository.ts';
import type { GitHubContext } from '../GitHubContext.ts';
import type { PagePlace, PageRepository } from './findPlace.ts';
import { renderPage } from './layout.ts';
import type { Markup } from './layout.ts';
import { renderMarkdown } from './renderMarkdown.ts';
import {
  breadcrumbs,
  formatDate,
  repositoryHeader,
} from './repositoryHeader.ts';

const icons = {
  folder: raw(
    '<svg class="icon folder" viewBox="0 0 16 16" aria-hidden="true"><path d="M1 3.5C1 2.7 1.7 2 2.5 2h3.2c.4 0 .8.2 1.1.5L8 4h5.5c.8 0 1.5.7 1.5 1.5v7c0 .8-.7 1.5-1.5 1.5h-11C1.700 14 1 13.300 1 12.500z"/></svg>',
  ),
  file: raw(
    '<svg class="icon" viewBox="0 0 16 16" aria-hidden="true"><path d="M3.500 1h6L13 4.500V14a1 1 0 0 1-1 1H3.500a1 1 0 0 1-1-1V2a1 1 0 0 1 1-1zM9 2.500V5h2.500z"/></svg>',
  ),
};

/** A folder of a repository with its README; the root is the repository's own page. */
export async function renderTree(
  context: GitHubContext,
  place: PagePlace,
): Promise<Response> {
  const { git, commit, path } = place;
  const entries = await git.listTree(`${commit}:${path}`);
  const sorted = [
    ...entries.filter(entry => entry.type === 'tree'),
    ...entries.filter(entry => entry.type !== 'tree'),
  ];
  const [last] = await git.log(commit, {
    limit: 1,
    ...(path === '' ? {} : { path }),
  });
  const [subject] = last.message.split('\n');
  return renderPage(context, {
    title: path === '' ? git.fullName : `${path} at ${git.fullName}`,
    body: html`${repositoryHeader(place, 'code')}
      ${path === '' ? cloneBox(context, place) : ''}
      <section class="card flush" aria-label="Files">
        <div class="bar">
          ${await revisionMenu(place)} ${breadcrumbs(place)}
        </div>
        <div class="bar">
          <span class="grow"
            ><strong>${last.author.name}</strong>
            <a href="/${git.fullName}/commit/${last.id}">${subject}</a></span
          >
          <span class="quiet small"
            ><span class="mono">${last.id.slice(0, 7)}</span> ·
            ${formatDate(last.committer.date)}</span
          >
        </div>
        <ul class="rows">
          ${sorted.map(entry => row(place, entry))}
        </ul>
      </section>
      ${await readme(place, entries)}`,
  });
}

/** The page of a repository to which nothing was pushed yet. */
export function renderEmptyRepository(
  context: GitHubContext,
  repository: PageRepository,
): Promise<Response> {
  return renderPage(context, {
    title: repository.git.fullName,
    body: html`${repositoryHeader(repository, 'code')}
      ${cloneBox(context, repository)}
      <section class="card">
        <h2>This repository is empty</h2>
        <p class="quiet">Push a first commit to the branch main.</p>
      </section>`,
  });
}

function cloneBox(context: GitHubContext, { git }: PageRepository): Markup {
  return html`<section class="card clone" aria-label="Clone">
    <label for="clone-url"><strong>Clone</strong></label>
    <input id="clone-url" readonly value="${context.url}/${git.fullName}.git" />
    <span class="quiet small">with any user name, and a token as password</span>
  </section>`;
}

async function revisionMenu({ git, revision, path }: PagePlace) {
  const references = (await git.references()).filter(({ name }) =>
    /^refs\/(heads|tags)\//.test(name),
  );
  const end = path === '' ? '' : `/${encodePath(path)}`;
  return html`<details class="menu">
    <summary>
      ${/^[0-9a-f]{40}$/.test(revision) ? revision.slice(0, 7) : revision}
    </summary>
    <ul>
      ${references.map(({ name }) => {
        const [, kind, ...parts] = name.split('/');
        const short = parts.join('/');
        return html`<li>
          <a href="/${git.fullName}/tree/${encodePath(short)}${end}"
            >${short}
            ${kind === 'tags' ? html`<span class="label">tag</span>` : ''}</a
          >
        </li>`;
      })}
    </ul>
  </details>`;
}

function row({ git, revision, path }: PagePlace, entry: TreeEntry): Markup {
  const target = encodePath(path === '' ? entry.path : `${path}/${entry.path}`);
  const isFolder = entry.type === 'tree';
  const kind = isFolder ? 'tree' : 'blob';
  return html`<li>
    ${isFolder ? icons.folder : icons.file}
    <a
      class="grow"
      href="/${git.fullName}/${kind}/${encodePath(revision)}/${target}"
      >${entry.path}</a
    >
  </li>`;
}

async function readme(
  place: PagePlace,
  entries: readonly TreeEntry[],
): Promise<Markup> {
  const file = entries.find(
    entry => entry.type === 'blob' && /^readme(\.(md|txt))?$/i.test(entry.path),
  );
  if (!file) {
    return html``;
  }
  const text = (await place.git.read('blob', file.id)).toString('utf8');
  const path = place.path === '' ? file.path : `${place.path}/${file.path}`;
  return html`<section class="card flush" aria-label="${file.path}">
    <div class="bar"><h2 class="mono">${file.path}</h2></div>
    <div class="markdown">
      ${renderMarkdown(text, {
        fullName: place.git.fullName,
        revision: place.revision,
        path,
      })}
    </div>
  </section>`;
}
