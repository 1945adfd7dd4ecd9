import type { Config } from '@backstage/config';

/**
 * The hosts that `integrations.github` lists. Backstage itself adds github.com where it is not listed, so that public
 * files can be read; the portal asks only whom it was told to ask.
 */
export function readGitHubHosts(config: Config): string[] {
  const hosts = (
    config.getOptionalConfigArray('integrations.github') ?? []
  ).map(integration =>
    (integration.getOptionalString('host') ?? 'github.com').toLowerCase(),
  );
  return [...new Set(hosts)];
}
