import type { Entity } from '@backstage/catalog-model';
import type { RunningGitHub } from '../../packages/sandbox/src/github/index.ts';
import type { ExampleService } from '../../packages/sandbox/src/seed/exampleService.ts';
import type { PortalSettings } from './portalMessages.mts';

/** Where a portal finds what it works with. */
export interface PortalPlaces {
  readonly postgres: string;
  /** Of the names of its databases. */
  readonly prefix: string;
  readonly services: readonly ExampleService[];
  readonly gitHub: RunningGitHub;
  readonly gitHubApi: string;
  readonly kubernetes: string;
}

/** The configuration and the catalog of the portal. Nobody has to approve anything. */
export function portalSettings(places: PortalPlaces): PortalSettings {
  const { postgres, prefix, gitHub, gitHubApi, kubernetes } = places;
  const environments = ['staging', 'production'];
  return {
    entities: places.services.map(service => entityOf(service, gitHub.url)),
    config: {
      backend: {
        baseUrl: 'http://localhost:1',
        database: { client: 'pg', connection: postgres, prefix },
      },
      // As fast as the engine lets them be.
      operations: {
        replicas: {
          heartbeat: { seconds: 0.2 },
          takeOverAfter: { seconds: 1 },
        },
      },
      integrations: {
        github: [
          { host: gitHub.host, apiBaseUrl: gitHubApi, token: gitHub.token },
        ],
      },
      kubernetes: {
        clusterLocatorMethods: [
          {
            type: 'config',
            clusters: [
              {
                name: 'sandbox',
                url: kubernetes,
                authProvider: 'serviceAccount',
                serviceAccountToken: 'the-proxy-knows-who-it-is',
                skipTLSVerify: true,
              },
            ],
          },
        ],
      },
      argocd: { instances: [{ name: 'main', cluster: 'sandbox' }] },
      platform: {
        environments: environments.map(name => ({
          name,
          cluster: 'sandbox',
          argocd: 'main',
        })),
        ownership: [
          {
            group: 'group:default/team-orders',
            projects: ['orders-project'],
            namespaces: environments.map(name => `orders-${name}`),
          },
        ],
        repositories: { host: gitHub.host, owner: 'acme' },
      },
    },
  };
}

function entityOf({ name, owner }: ExampleService, gitHubUrl: string): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      annotations: {
        'argocd/app-selector': `app.kubernetes.io/name=${name}`,
        'github.com/project-slug': `acme/${name}`,
        'backstage.io/managed-by-location': `url:${gitHubUrl}/acme/${name}/blob/main/catalog-info.yaml`,
        'backstage.io/source-location': `url:${gitHubUrl}/acme/${name}/tree/main/`,
      },
    },
    spec: { type: 'service', owner, lifecycle: 'production' },
    relations: [{ type: 'ownedBy', targetRef: `group:default/${owner}` }],
  };
}
