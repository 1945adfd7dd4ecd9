import { Hono } from 'hono';
import type { Context } from 'hono';
import { badCredentials } from '../api/ApiError.ts';
import { encodePath } from '../api/formats.ts';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { organization } from '../identities/people.ts';
import { assetRoutes } from './assetRoutes.ts';
import { findPageRepository, findPlace, findRoot } from './findPlace.ts';
import type { PagePlace, PageRepository } from './findPlace.ts';
import { renderAccount } from './renderAccount.ts';
import { renderBlob } from './renderBlob.ts';
import { renderCommit } from './renderCommit.ts';
import { renderCommits } from './renderCommits.ts';
import { renderProblem } from './renderProblem.ts';
import { renderPull, renderPulls } from './renderPulls.ts';
import { renderEmptyRepository, renderTree } from './renderTree.ts';
import { serveRaw } from './serveRaw.ts';

type PageContext = Context<GitHubEnvironment>;

/** Answers with nothing where what the page is about does not exist. */
type PageRenderer = (
  repository: PageRepository,
  c: PageContext,
) => Promise<Response | undefined>;

/** What a browser sees. */
export function pageRoutes(context: GitHubContext): Hono<GitHubEnvironment> {
  const pages = new Hono<GitHubEnvironment>();
  pages.use('*', async (c, next) =>
    c.get('caller').kind === 'unknown-token'
      ? badCredentials().toResponse()
      : next(),
  );
  const missing = () =>
    renderProblem(context, {
      status: 404,
      message: 'There is nothing at this address.',
    });
  const show = (path: string, render: PageRenderer) =>
    pages.get(path, async c => {
      const repository = await findPageRepository(context, c);
      const page = repository && (await render(repository, c));
      return page ?? missing();
    });
  pages.route('/', assetRoutes(context));
  pages.get('/', c => c.redirect(`/${organization.login}`));
  pages.get('/:owner', c => renderAccount(context, c.req.param('owner')));
  pages.get('/:owner/:repo{.+\\.git}', c => {
    const { owner, repo } = c.req.param();
    return c.redirect(`/${encodePath(owner)}/${encodePath(repo.slice(0, -4))}`);
  });
  show('/:owner/:repo', async repository => {
    const root = await findRoot(repository);
    return root
      ? renderTree(context, root)
      : renderEmptyRepository(context, repository);
  });
  for (const kind of ['tree', 'blob', 'edit'] as const) {
    show(`/:owner/:repo/${kind}/:rest{.+}`, async (repository, c) => {
      const place = await findPlace(repository, c.req.param('rest') ?? '');
      return place && renderPlace(context, place, c);
    });
  }
  show('/:owner/:repo/raw/:rest{.+}', async (repository, c) => {
    const place = await findPlace(repository, c.req.param('rest') ?? '');
    return place && serveRaw(place);
  });
  addHistory(context, show);
  pages.all('*', missing);
  pages.onError(error => {
    context.log(error.stack ?? error.message);
    const message = 'The stand-in met an error; its log says which.';
    return renderProblem(context, { status: 500, message });
  });
  return pages;
}

function addHistory(
  context: GitHubContext,
  show: (path: string, render: PageRenderer) => void,
): void {
  const pageNumber = (c: PageContext) =>
    Math.max(1, Number.parseInt(c.req.query('page') ?? '1', 10) || 1);
  show('/:owner/:repo/commits', async (repository, c) => {
    const root = await findRoot(repository);
    return root
      ? renderCommits(context, root, pageNumber(c))
      : renderEmptyRepository(context, repository);
  });
  show('/:owner/:repo/commits/:rest{.+}', async (repository, c) => {
    const place = await findPlace(repository, c.req.param('rest') ?? '');
    return place && renderCommits(context, place, pageNumber(c));
  });
  show('/:owner/:repo/commit/:sha', async (repository, c) => {
    const id = await repository.git.resolveCommit(c.req.param('sha') ?? '');
    return id ? renderCommit(context, repository, id) : undefined;
  });
  show('/:owner/:repo/pulls', repository => renderPulls(context, repository));
  show('/:owner/:repo/pull/:number{[0-9]+}', (repository, c) =>
    renderPull(context, repository, Number(c.req.param('number'))),
  );
}

/** A folder or a file, whichever is there: addresses of both kinds are mixed up easily. */
async function renderPlace(
  context: GitHubContext,
  place: PagePlace,
  c: PageContext,
): Promise<Response | undefined> {
  const object = await place.git.findPath(place.commit, place.path);
  if (object?.type === 'tree') {
    return renderTree(context, place);
  }
  return object?.type === 'blob'
    ? renderBlob(context, place, {
        ...object,
        asSource: c.req.query('plain') === '1',
      })
    : undefined;
}
