import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { GitHubClient } from '../client/GitHubClient';

/** A client of one server, as a configuration would make it. */
export function gitHubClientOf(
  server: { readonly host: string; readonly apiBaseUrl: string },
  options: { readonly token: string; readonly now?: () => number },
): GitHubClient {
  const { host, apiBaseUrl } = server;
  return GitHubClient.create({
    integrations: ScmIntegrations.fromConfig(
      new ConfigReader({
        integrations: {
          github: [{ host, apiBaseUrl, token: options.token }],
        },
      }),
    ),
    hosts: [host],
    now: options.now,
  });
}
