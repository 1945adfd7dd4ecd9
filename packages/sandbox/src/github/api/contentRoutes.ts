import { Hono } from 'hono';
import type { Context } from 'hono';
import type { GitRepository, TreeEntry } from '../git/GitRepository.ts';
import type { GitHubContext, GitHubEnvironment } from '../GitHubContext.ts';
import { requireReadable } from './access.ts';
import { notFound } from './ApiError.ts';
import { formatContent } from './formats.ts';

interface Place {
  readonly git: GitRepository;
  readonly revision: string;
  readonly commit: string;
}

/** Reads files and folders of a revision. */
export function contentRoutes(context: GitHubContext): Hono<GitHubEnvironment> {
  const routes = new Hono<GitHubEnvironment>();
  const read = async (c: Context<GitHubEnvironment>, path: string) => {
    const place = await findPlace(context, c);
    const entry = await findEntry(place, path);
    return entry.type === 'tree'
      ? folder(context, c, { place, entry })
      : file(context, c, { place, entry });
  };
  routes.get('/repos/:owner/:repo/contents', c => read(c, ''));
  routes.get('/repos/:owner/:repo/contents/:path{.*}', c =>
    read(c, c.req.param('path').replace(/\/+$/, '')),
  );
  routes.get('/repos/:owner/:repo/readme', async c => {
    const place = await findPlace(context, c);
    const entries = await place.git.listTree(place.commit);
    const readme = entries.find(entry => /^readme(\.\w+)?$/i.test(entry.path));
    if (!readme) {
      throw notFound();
    }
    return file(context, c, { place, entry: readme });
  });
  return routes;
}

async function findPlace(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
): Promise<Place> {
  const { git } = await requireReadable(context, c);
  const revision = c.req.query('ref') || (await git.defaultBranch());
  const commit = await git.resolveCommit(revision);
  if (!commit) {
    throw notFound();
  }
  return { git, revision, commit };
}

async function findEntry(place: Place, path: string): Promise<TreeEntry> {
  const object = await place.git.findPath(place.commit, path);
  if (!object) {
    throw notFound();
  }
  if (path === '') {
    return { path: '', mode: '040000', type: 'tree', id: object.id };
  }
  const slash = path.lastIndexOf('/');
  const parent = slash < 0 ? '' : path.slice(0, slash);
  const siblings = await place.git.listTree(`${place.commit}:${parent}`);
  const entry = siblings.find(
    sibling => sibling.path === path.slice(slash + 1),
  );
  if (!entry) {
    throw notFound();
  }
  return { ...entry, path };
}

async function folder(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
  { place, entry }: { place: Place; entry: TreeEntry },
): Promise<Response> {
  const children = await place.git.listTree(entry.id);
  return c.json(
    children.map(child =>
      formatContent(
        context,
        { fullName: place.git.fullName, revision: place.revision },
        {
          ...child,
          path: entry.path === '' ? child.path : `${entry.path}/${child.path}`,
        },
      ),
    ),
  );
}

async function file(
  context: GitHubContext,
  c: Context<GitHubEnvironment>,
  { place, entry }: { place: Place; entry: TreeEntry },
): Promise<Response> {
  const etag = `"${entry.id}"`;
  const [lastCommit] = await place.git.log(place.commit, {
    path: entry.path,
    limit: 1,
  });
  const lastModified = new Date(lastCommit?.committer.date ?? 0).toUTCString();
  c.header('etag', etag);
  c.header('last-modified', lastModified);
  if (isUnchanged(c, etag, lastModified)) {
    return c.body(null, 304);
  }
  const content =
    entry.type === 'blob'
      ? await place.git.read('blob', entry.id)
      : Buffer.alloc(0);
  if (/\braw\b/.test(c.req.header('accept') ?? '')) {
    return c.body(new Uint8Array(content), 200, {
      'content-type': 'application/vnd.github.raw; charset=utf-8',
      'x-content-type-options': 'nosniff',
    });
  }
  return c.json({
    ...formatContent(
      context,
      { fullName: place.git.fullName, revision: place.revision },
      entry,
    ),
    encoding: 'base64',
    content: content.toString('base64').replace(/.{1,60}/g, '$&\n'),
  });
}

function isUnchanged(
  c: Context<GitHubEnvironment>,
  etag: string,
  lastModified: string,
): boolean {
  const known = c.req.header('if-none-match');
  if (known) {
    return known
      .split(',')
      .some(candidate => candidate.trim().replace(/^W\//, '') === etag);
  }
  const since = c.req.header('if-modified-since');
  return Boolean(since) && Date.parse(lastModified) <= Date.parse(since ?? '');
}
