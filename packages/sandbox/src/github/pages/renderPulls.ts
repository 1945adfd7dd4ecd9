import { html } from 'hono/html';
import { z } from 'zod';
import { findPullEnds, pullShape, readPull } from '../api/overlayPull.ts';
import type { PullShape } from '../api/overlayPull.ts';
import { approversOf } from '../api/reviewRules.ts';
import { compareCommits } from '../git/compareCommits.ts';
import type { GitHubContext } from '../GitHubContext.ts';
import type { PageRepository } from './findPlace.ts';
import { renderPage } from './layout.ts';
import type { Markup } from './layout.ts';
import { changedFiles } from './renderCommit.ts';
import { commitRows } from './renderCommits.ts';
import { renderMarkdown } from './renderMarkdown.ts';
import { repositoryHeader } from './repositoryHeader.ts';

const detailShape = z.looseObject({
  body: z.string().nullish(),
  user: z.looseObject({ login: z.string() }),
  merged: z.boolean(),
});

/** The pull requests of a repository. */
export async function renderPulls(
  context: GitHubContext,
  repository: PageRepository,
): Promise<Response> {
  const { git } = repository;
  const path = `/repos/${git.fullName}/pulls?state=all&per_page=100`;
  const pulls = z.array(pullShape).parse(await context.metadata.read(path));
  return renderPage(context, {
    title: `Pull requests of ${git.fullName}`,
    body: html`${repositoryHeader(repository, 'pulls')}
      <section class="card flush" aria-label="Pull requests">
        ${pulls.length === 0
          ? html`<p class="markdown quiet">No pull requests yet.</p>`
          : html`<ul class="rows">
              ${pulls.map(
                pull => html`<li>
                  ${state(pull)}
                  <a
                    class="grow"
                    href="/${git.fullName}/pull/${String(pull.number)}"
                    >${pull.title}</a
                  >
                  <span class="quiet small">#${pull.number}</span>
                </li>`,
              )}
            </ul>`}
      </section>`,
  });
}

/** One pull request; undefined where there is none of that number. */
export async function renderPull(
  context: GitHubContext,
  repository: PageRepository,
  number: number,
): Promise<Response | undefined> {
  const { git } = repository;
  const pull = await readPull(context, git, number);
  if (!pull) {
    return undefined;
  }
  const { body, user } = detailShape.parse(pull);
  const { head, base } = (await findPullEnds(context, pull)) ?? {};
  const approvers = await approversOf(context, git, pull);
  const fork = head && base ? await git.mergeBase(base, head) : undefined;
  const commits =
    head && base ? await git.log(`${base}..${head}`, { limit: 100 }) : [];
  const files = head && fork ? await compareCommits(git, fork, head) : [];
  const place = { fullName: git.fullName, revision: head ?? 'HEAD', path: '' };
  return renderPage(context, {
    title: `${pull.title} · ${git.fullName}`,
    body: html`${repositoryHeader(repository, 'pulls')}
      <section class="card">
        <div class="title">
          <h2>${pull.title} <span class="quiet">#${pull.number}</span></h2>
          ${state(pull)}
        </div>
        <p class="quiet small">
          ${user.login} asks to merge
          <span class="mono">${pull.head.ref}</span> into
          <span class="mono">${pull.base.ref}</span>
        </p>
        ${body ? renderMarkdown(body, place) : ''}
      </section>
      ${pull.state === 'open'
        ? decisionForm(context, { fullName: git.fullName, number, approvers })
        : ''}
      <section class="card flush" aria-label="Commits">
        ${commitRows(git.fullName, commits)}
      </section>
      ${head ? changedFiles(git.fullName, head, files) : ''}`,
  });
}

/** Approving and merging in the name of a person: as at the sign-in, nobody is asked for a password. */
function decisionForm(
  context: GitHubContext,
  pull: { fullName: string; number: number; approvers: readonly string[] },
): Markup {
  const { fullName, number, approvers } = pull;
  const address = `/${fullName}/pull/${String(number)}`;
  return html`<section class="card" aria-label="Decide">
    ${approvers.length
      ? html`<p class="quiet small">Approved by ${approvers.join(', ')}</p>`
      : ''}
    <form method="post" class="decide">
      <label>
        As
        <select name="login">
          ${context.people
            .filter(({ membership }) => membership)
            .map(
              ({ login, name, role }) =>
                html`<option value="${login}">${name} (${role})</option>`,
            )}
        </select>
      </label>
      <button type="submit" formaction="${address}/review">Approve</button>
      <button type="submit" formaction="${address}/merge">Merge</button>
    </form>
  </section>`;
}

function state(pull: PullShape): Markup {
  const { merged } = detailShape.parse(pull);
  if (merged) {
    return html`<span class="label">Merged</span>`;
  }
  return pull.state === 'open'
    ? html`<span class="label good">Open</span>`
    : html`<span class="label">Closed</span>`;
}
