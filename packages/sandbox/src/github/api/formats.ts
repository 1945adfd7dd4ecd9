import type { ChangedFile } from '../git/compareCommits.ts';
import type { TreeEntry } from '../git/GitRepository.ts';
import type { Commit } from '../git/parseCommits.ts';
import type { GitHubContext } from '../GitHubContext.ts';

const unsigned = {
  verified: false,
  reason: 'unsigned',
  signature: null,
  payload: null,
  verified_at: null,
};

/** A path with each part encoded, ready for a URL. */
export function encodePath(path: string): string {
  return path.split('/').map(encodeURIComponent).join('/');
}

/** The account that committed under this address, as GitHub shows it in lists. */
function formatAuthor(context: GitHubContext, email: string) {
  const person = context.people.find(
    candidate => candidate.email.toLowerCase() === email.toLowerCase(),
  );
  return person
    ? {
        login: person.login,
        avatar_url: `${context.url}/avatars/${person.login}`,
        html_url: `${context.url}/${person.login}`,
        url: `${context.url}/users/${person.login}`,
        type: 'User',
      }
    : null;
}

function formatParents(url: string, fullName: string, commit: Commit) {
  return commit.parents.map(sha => ({
    sha,
    url: `${url}/repos/${fullName}/commits/${sha}`,
    html_url: `${url}/${fullName}/commit/${sha}`,
  }));
}

/** A commit in the form of `/repos/{owner}/{repo}/commits`. */
export function formatCommit(
  context: GitHubContext,
  fullName: string,
  commit: Commit,
) {
  const api = `${context.url}/repos/${fullName}`;
  return {
    sha: commit.id,
    node_id: `C_${commit.id}`,
    commit: {
      author: commit.author,
      committer: commit.committer,
      message: commit.message,
      tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
      url: `${api}/git/commits/${commit.id}`,
      comment_count: 0,
      verification: unsigned,
    },
    url: `${api}/commits/${commit.id}`,
    html_url: `${context.url}/${fullName}/commit/${commit.id}`,
    comments_url: `${api}/commits/${commit.id}/comments`,
    author: formatAuthor(context, commit.author.email),
    committer: formatAuthor(context, commit.committer.email),
    parents: formatParents(context.url, fullName, commit),
  };
}

/** A commit in the form of `/repos/{owner}/{repo}/git/commits`. */
export function formatGitCommit(
  context: GitHubContext,
  fullName: string,
  commit: Commit,
) {
  const api = `${context.url}/repos/${fullName}`;
  return {
    sha: commit.id,
    node_id: `C_${commit.id}`,
    url: `${api}/git/commits/${commit.id}`,
    html_url: `${context.url}/${fullName}/commit/${commit.id}`,
    author: commit.author,
    committer: commit.committer,
    message: commit.message,
    tree: { sha: commit.tree, url: `${api}/git/trees/${commit.tree}` },
    parents: formatParents(context.url, fullName, commit),
    verification: unsigned,
  };
}

/** A changed file in the form of `files` of a commit. */
export function formatChangedFile(
  context: GitHubContext,
  place: { fullName: string; commit: string },
  file: ChangedFile,
) {
  const path = encodePath(file.path);
  const { fullName, commit } = place;
  return {
    sha: file.id,
    filename: file.path,
    status: file.status,
    additions: file.additions,
    deletions: file.deletions,
    changes: file.additions + file.deletions,
    blob_url: `${context.url}/${fullName}/blob/${commit}/${path}`,
    raw_url: `${context.url}/${fullName}/raw/${commit}/${path}`,
    contents_url: `${context.url}/repos/${fullName}/contents/${path}?ref=${commit}`,
    ...(file.previousPath ? { previous_filename: file.previousPath } : {}),
    ...(file.patch === undefined ? {} : { patch: file.patch }),
  };
}

/** An entry in the form of `/repos/{owner}/{repo}/git/trees`. */
export function formatTreeEntry(
  context: GitHubContext,
  fullName: string,
  entry: TreeEntry,
) {
  const kind = entry.type === 'tree' ? 'trees' : 'blobs';
  return {
    path: entry.path,
    mode: entry.mode,
    type: entry.type,
    sha: entry.id,
    ...(entry.size === undefined ? {} : { size: entry.size }),
    ...(entry.type === 'commit'
      ? {}
      : { url: `${context.url}/repos/${fullName}/git/${kind}/${entry.id}` }),
  };
}

/** A file or folder in the form of `/repos/{owner}/{repo}/contents`. */
export function formatContent(
  context: GitHubContext,
  place: { fullName: string; revision: string },
  entry: TreeEntry,
) {
  const path = encodePath(entry.path);
  const { fullName } = place;
  const revision = encodePath(place.revision);
  const isFolder = entry.type === 'tree';
  const types = { tree: 'dir', commit: 'submodule', blob: 'file' } as const;
  const self = `${
    context.url
  }/repos/${fullName}/contents/${path}?ref=${encodeURIComponent(
    place.revision,
  )}`;
  const git = `${context.url}/repos/${fullName}/git/${
    isFolder ? 'trees' : 'blobs'
  }/${entry.id}`;
  const html = `${context.url}/${fullName}/${
    isFolder ? 'tree' : 'blob'
  }/${revision}/${path}`;
  return {
    type: entry.mode === '120000' ? 'symlink' : types[entry.type],
    name: entry.path.slice(entry.path.lastIndexOf('/') + 1),
    path: entry.path,
    sha: entry.id,
    size: entry.size ?? 0,
    url: self,
    git_url: git,
    html_url: html,
    download_url: isFolder
      ? null
      : `${context.url}/${fullName}/raw/${revision}/${path}`,
    _links: { self, git, html },
  };
}
