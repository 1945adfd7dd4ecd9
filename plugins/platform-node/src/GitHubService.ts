import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { ScmIntegrations } from '@backstage/integration';
import { DefaultGitHubService } from './client/DefaultGitHubService';

/** Names a repository on a GitHub host. */
export interface RepositorySlug {
  /** Host of one of `integrations.github`, with its port where it has one. */
  readonly host: string;
  readonly owner: string;
  readonly repo: string;
}

/** What the portal needs to know of a repository. */
export interface RepositorySummary {
  /** The page of the repository, for people. */
  readonly url: string;
  /** True where nothing was pushed to the default branch yet. */
  readonly empty: boolean;
}

/** GitHub, with the credentials of the integration that is configured for the host. */
export interface GitHubService {
  repositoryExists(
    slug: RepositorySlug,
    options?: { signal?: AbortSignal },
  ): Promise<boolean>;
  /** The repository, or `undefined` where it does not exist or the portal's credentials cannot see it. */
  findRepository(
    slug: RepositorySlug,
    options?: { signal?: AbortSignal },
  ): Promise<RepositorySummary | undefined>;
}

/** GitHub as `integrations.github` describes it, one client for all plugins of a process. */
export const gitHubServiceRef = createServiceRef<GitHubService>({
  id: 'golden-path.platform.github',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { config: coreServices.rootConfig },
      async factory({ config }) {
        return DefaultGitHubService.create({
          integrations: ScmIntegrations.fromConfig(config),
        });
      },
    }),
});
