import { html } from 'hono/html';
import { z } from 'zod';
import { findReadable } from '../api/access.ts';
import type { GitHubContext } from '../GitHubContext.ts';
import { bot, organization } from '../identities/people.ts';
import { renderPage } from './layout.ts';
import { renderProblem } from './renderProblem.ts';
import { formatDate } from './repositoryHeader.ts';

const descriptionShape = z.looseObject({ description: z.string().nullish() });

/** The page of the organisation or of a person, with their repositories. */
export async function renderAccount(
  context: GitHubContext,
  login: string,
): Promise<Response> {
  const account = accountOf(context, login);
  if (!account) {
    return renderProblem(context, {
      status: 404,
      message: 'There is nobody of this name here.',
    });
  }
  const rows = await listRepositories(context, login);
  return renderPage(context, {
    title: account.name,
    body: html`<div class="title spaced">
        <img
          class="avatar"
          src="/avatars/${login}"
          alt=""
          width="48"
          height="48"
        />
        <div>
          <h1>${account.name}</h1>
          <span class="quiet">${account.description}</span>
        </div>
      </div>
      <section class="card flush" aria-label="Repositories">
        <div class="bar">
          <h2 class="grow">Repositories</h2>
          <span class="quiet small">${rows.length}</span>
        </div>
        ${rows.length === 0
          ? html`<p class="markdown quiet">No repositories yet.</p>`
          : html`<ul class="rows">
              ${rows.map(
                row => html`<li>
                  <span class="grow">
                    <a href="/${login}/${row.name}"
                      ><strong>${row.name}</strong></a
                    ><br /><span class="quiet small"
                      >${row.description ?? ''}</span
                    >
                  </span>
                  <span class="quiet small"
                    >${row.pushedAt ? formatDate(row.pushedAt) : 'empty'}</span
                  >
                </li>`,
              )}
            </ul>`}
      </section>`,
  });
}

async function listRepositories(context: GitHubContext, login: string) {
  const repositories = (await context.repositories.list()).filter(
    ({ name }) => name.owner === login,
  );
  return Promise.all(
    repositories.map(async git => {
      const readable = await findReadable(
        context,
        { kind: 'known', login: bot.login, scope: '' },
        git.name,
      );
      return {
        name: git.name.name,
        description: descriptionShape.safeParse(readable?.record).data
          ?.description,
        pushedAt: await git.lastCommitDate(),
      };
    }),
  );
}

function accountOf(
  context: GitHubContext,
  login: string,
): { name: string; description: string } | undefined {
  if (login === organization.login) {
    return organization;
  }
  const person = [bot, ...context.people].find(
    candidate => candidate.login === login,
  );
  return person && { name: person.name, description: person.role };
}
