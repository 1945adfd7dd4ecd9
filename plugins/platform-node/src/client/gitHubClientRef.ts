import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { readGitHubHosts } from '../gitHubConfig';
import { GitHubClient } from './GitHubClient';

/** One client for what reads and what writes, since GitHub limits both together. */
export const gitHubClientRef = createServiceRef<GitHubClient>({
  id: 'golden-path.platform.github-client',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { config: coreServices.rootConfig },
      async factory({ config }) {
        return GitHubClient.create({
          integrations: ScmIntegrations.fromConfig(config),
          hosts: readGitHubHosts(config),
        });
      },
    }),
});
