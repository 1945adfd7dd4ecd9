/** Addresses that a person can open for what an application is made from. */
export interface RepositoryLinks {
  repository?: string;
  commit?: string;
}

/**
 * Makes web addresses from the address of a Git repository and a commit. Anything that is neither HTTP nor SSH gives
 * no link at all, and credentials in the address are left out.
 */
export function repositoryLinks(
  repositoryUrl: string,
  revision?: string,
): RepositoryLinks {
  const url = parseRepositoryUrl(repositoryUrl);
  if (!url) {
    return {};
  }
  const path = url.pathname.replace(/\/$/, '').replace(/\.git$/, '');
  const isSsh = url.protocol === 'ssh:';
  const repository = `${isSsh ? 'https:' : url.protocol}//${
    isSsh ? url.hostname : url.host
  }${path}`;
  const isCommit = revision !== undefined && /^[0-9a-f]{40}$/.test(revision);
  return {
    repository,
    commit: isCommit
      ? `${repository}${commitPathOf(url.hostname)}/${revision}`
      : undefined,
  };
}

/** The address of a repository as configured, without user name and password. */
export function withoutCredentials(repositoryUrl: string): string {
  const url = URL.canParse(repositoryUrl) ? new URL(repositoryUrl) : undefined;
  if (!url || (!url.username && !url.password)) {
    return repositoryUrl;
  }
  url.username = '';
  url.password = '';
  return url.toString();
}

function parseRepositoryUrl(repositoryUrl: string): URL | undefined {
  // git@github.com:acme/order-service.git
  const scp = /^[^/@:]+@([^/:]+):(?!\/)(.+)$/.exec(repositoryUrl);
  const address = scp ? `ssh://${scp[1]}/${scp[2]}` : repositoryUrl;
  const url = URL.canParse(address) ? new URL(address) : undefined;
  return url && ['http:', 'https:', 'ssh:'].includes(url.protocol)
    ? url
    : undefined;
}

function commitPathOf(host: string): string {
  if (host.includes('gitlab')) {
    return '/-/commit';
  }
  return host.includes('bitbucket') ? '/commits' : '/commit';
}
