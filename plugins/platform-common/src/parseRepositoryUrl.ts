/** Names a repository on a host. */
export interface RepositorySlug {
  /** The host in lower case, with its port where the address has one that is not the default. */
  readonly host: string;
  readonly owner: string;
  readonly repo: string;
}

const protocols = ['https:', 'http:', 'ssh:'];
const namePattern = /^(?!\.{1,2}$)[\w.-]{1,100}$/;

/**
 * Understands the addresses of a repository that Git itself does: `https://host/owner/repo(.git)`,
 * `ssh://git@host/owner/repo.git` and `git@host:owner/repo.git`. Whatever could be read in two ways is no address.
 */
export function parseRepositoryUrl(
  address: string,
): RepositorySlug | undefined {
  // Readers of addresses differ in what they make of these, so that Git might go elsewhere than we think.
  if (/[\s\\%?#]|\/\.{1,2}(\/|$)/.test(address)) {
    return undefined;
  }
  const scp = /^[^/@:]+@([^/:@]+):(?!\/)(.+)$/.exec(address);
  const url = scp ? `ssh://${scp[1]}/${scp[2]}` : address;
  if (!URL.canParse(url)) {
    return undefined;
  }
  const { protocol, hostname, port, pathname } = new URL(url);
  const [owner, repo, ...rest] = pathname
    .replace(/^\//, '')
    .replace(/\/$/, '')
    .replace(/\.git$/, '')
    .split('/');
  const isRepository =
    protocols.includes(protocol) &&
    hostname !== '' &&
    rest.length === 0 &&
    [owner, repo].every(name => name !== undefined && namePattern.test(name));
  // The URL standard knows no default port for SSH.
  const isDefaultPort = port === '' || (protocol === 'ssh:' && port === '22');
  return isRepository
    ? {
        host: `${hostname.toLowerCase()}${isDefaultPort ? '' : `:${port}`}`,
        owner,
        repo,
      }
    : undefined;
}
