import { mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import type {
  Environment,
  NameAvailability,
  Ownership,
} from '@golden-path/plugin-platform-common';
import type {
  ApplicationManifest,
  ApplicationSummary,
} from '@golden-path/plugin-platform-node';
import { AuthorizedServiceCreationService } from '../service/AuthorizedServiceCreationService';
import { DefaultServiceCreationService } from '../service/DefaultServiceCreationService';

const environments: Environment[] = [
  { name: 'development', cluster: 'sandbox', argocd: 'main' },
  { name: 'staging', cluster: 'remote', argocd: 'main' },
  {
    name: 'production',
    cluster: 'sandbox',
    argocd: 'main',
    promoteFrom: 'staging',
    approval: { approvers: ['group:default/team-platform'], required: 1 },
  },
];

const groups: Record<string, string[]> = {
  ana: ['group:default/team-orders'],
  ben: ['group:default/team-payments'],
  pia: ['group:default/team-platform'],
  vic: [],
};

/** All systems that the creation of a service touches, in memory. */
export function createTestCreation(
  options: { entities?: Entity[]; ownership?: Ownership[] } = {},
) {
  const applications = new Map<string, ApplicationSummary>();
  const manifests = new Map<string, ApplicationManifest>();
  const repositories = new Map<
    string,
    { url: string; empty: boolean; defaultBranch: string }
  >();
  const availability = jest.fn<Promise<NameAvailability>, [string]>(
    async name => ({ name, available: true, checks: [] }),
  );
  const apply = jest.fn(
    async ({
      instance,
      manifest,
    }: {
      instance: string;
      manifest: ApplicationManifest;
    }) => {
      const { name, annotations, labels } = manifest.metadata;
      const summary: ApplicationSummary = {
        instance,
        name,
        cluster: 'sandbox',
        namespace: 'argocd',
        entityRef: annotations['backstage.io/entity-ref'],
        team: labels.team,
        url: `https://argocd.example.com/applications/argocd/${name}`,
      };
      applications.set(name, summary);
      manifests.set(name, manifest);
      return summary;
    },
  );
  const findRepository = jest.fn(async ({ repo }: { repo: string }) =>
    repositories.get(repo),
  );
  const platform = {
    environments,
    admins: ['group:default/team-platform'],
    ownership: options.ownership ?? [],
    repositories: { host: 'git.example.com', owner: 'acme' },
  };
  const auth = mockServices.auth({ pluginId: 'scaffolder' });
  const catalog = catalogServiceMock({ entities: options.entities });
  const creation = AuthorizedServiceCreationService.create({
    auth,
    platform,
    userInfo: mockServices.userInfo.mock({
      getUserInfo: async credentials => {
        // Only people get this far.
        const { userEntityRef } = credentials.principal as {
          userEntityRef: string;
        };
        const name = userEntityRef.split('/')[1];
        return {
          userEntityRef,
          ownershipEntityRefs: [userEntityRef, ...(groups[name] ?? [])],
        };
      },
    }),
    creation: DefaultServiceCreationService.create({
      auth,
      catalog,
      platform,
      platformApi: {
        getNameAvailability: availability,
        listEnvironments: async () => ({ items: [] }),
      },
      gitHub: {
        findRepository,
        repositoryExists: async ({ repo }) => repositories.has(repo),
        hosts: () => ['git.example.com'],
        listCommits: async () => undefined,
      },
      applications: {
        find: async ({ name }) => applications.get(name),
        apply,
        remove: async () => false,
        destinationServer: (_instance, cluster) =>
          cluster === 'sandbox'
            ? 'https://kubernetes.default.svc'
            : `https://${cluster}.example.com`,
      },
      appUrl: 'http://portal.example.com',
    }),
  });
  return {
    creation,
    applications,
    manifests,
    repositories,
    availability,
    apply,
    findRepository,
  };
}
