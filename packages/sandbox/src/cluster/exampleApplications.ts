import {
  exampleEnvironments,
  namespaceOfTeam,
  projectOfTeam,
  type ExampleEnvironment,
  type ExampleService,
} from '../seed/exampleService.ts';
import {
  resourcesFinalizer,
  type Application,
  type ApplicationSpec,
} from '../players/argoCd/application.ts';
import type { ApplicationSet } from '../players/argoCd/ApplicationSetPlayer.ts';

const automated = { prune: true, selfHeal: true, allowEmpty: false };

const syncOptions = [
  'CreateNamespace=true',
  'PrunePropagationPolicy=foreground',
  'PruneLast=true',
  'ApplyOutOfSyncOnly=true',
];

/** An Application of a service: its own, or the one of a second region. */
interface Place {
  readonly environment: ExampleEnvironment;
  readonly region?: string;
}

function operationOf(
  service: ExampleService,
  environment: ExampleEnvironment,
): Pick<Application, 'operation'> {
  if (environment !== 'production') {
    return {};
  }
  // Nobody has pressed the button for production yet, so the seed does.
  return {
    operation: {
      initiatedBy: { username: 'pia' },
      sync: { revision: service.syncedTags?.[environment] ?? 'main' },
    },
  };
}

function metadataOf(
  service: ExampleService,
  name: string,
  environment: string,
) {
  return {
    name,
    labels: {
      'app.kubernetes.io/name': service.name,
      'app.kubernetes.io/managed-by': 'platform-team',
      team: service.owner,
      'managed-by': 'platform-team',
      environment,
    },
    annotations: {
      'backstage.io/entity-ref': `component:default/${service.name}`,
      'notifications.argoproj.io/subscribe.on-sync-succeeded.slack':
        'platform-deploys',
      'notifications.argoproj.io/subscribe.on-sync-failed.slack':
        'platform-alerts',
    },
    finalizers: [resourcesFinalizer],
  };
}

function sourcesFor(
  service: ExampleService,
  options: { gitHubUrl: string; folder: string; environment: string },
): Pick<ApplicationSpec, 'source' | 'sources'> {
  const { gitHubUrl, folder, environment } = options;
  const at = (path: string) => ({
    repoURL: `${gitHubUrl}/acme/${service.name}`,
    path,
    targetRevision: 'main',
  });
  const source = at(`k8s/overlays/${folder}`);
  return service.delivery === 'two-sources'
    ? { sources: [source, at(`k8s/edge/${environment}`)] }
    : { source };
}

function policyOf(isAutomated: boolean): ApplicationSpec['syncPolicy'] {
  return {
    ...(isAutomated ? { automated } : {}),
    syncOptions,
    retry: {
      limit: 5,
      backoff: { duration: '5s', factor: 2, maxDuration: '3m' },
    },
  };
}

function ignoredDifferences(service: ExampleService) {
  const isRollout = service.workload === 'Rollout';
  return [
    {
      group: isRollout ? 'argoproj.io' : 'apps',
      kind: isRollout ? 'Rollout' : 'Deployment',
      jsonPointers: ['/spec/replicas'],
    },
  ];
}

function application(
  service: ExampleService,
  place: Place,
  gitHubUrl: string,
): Application {
  const { environment, region } = place;
  const suffix = region ? `-${region}` : '';
  const folder = `${environment}${suffix}`;
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      ...metadataOf(service, `${service.name}-${folder}`, environment),
      namespace: 'argocd',
    },
    spec: {
      project: projectOfTeam(service.owner),
      ...sourcesFor(service, { gitHubUrl, folder, environment }),
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: namespaceOfTeam(service.owner, environment) + suffix,
      },
      syncPolicy: policyOf(environment !== 'production'),
      ignoreDifferences: ignoredDifferences(service),
    },
    ...operationOf(service, environment),
  };
}

/** One object that makes the Applications of a service: all environments follow Git by themselves. */
function applicationSet(
  service: ExampleService,
  gitHubUrl: string,
): ApplicationSet {
  const environment = '{{environment}}';
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'ApplicationSet',
    metadata: { name: service.name, namespace: 'argocd' },
    spec: {
      generators: [
        {
          list: {
            elements: exampleEnvironments.map(name => ({
              environment: name,
              namespace: namespaceOfTeam(service.owner, name),
            })),
          },
        },
      ],
      template: {
        metadata: metadataOf(
          service,
          `${service.name}-${environment}`,
          environment,
        ),
        spec: {
          project: projectOfTeam(service.owner),
          ...sourcesFor(service, {
            gitHubUrl,
            folder: environment,
            environment,
          }),
          destination: {
            server: 'https://kubernetes.default.svc',
            namespace: '{{namespace}}',
          },
          syncPolicy: policyOf(true),
          ignoreDifferences: ignoredDifferences(service),
        },
      },
    },
  };
}

/**
 * What Argo CD is given for the example services: an Application per service and environment, or an ApplicationSet that
 * makes them. Production is synced by hand.
 */
export function exampleApplications(options: {
  services: readonly ExampleService[];
  gitHubUrl: string;
}): (Application | ApplicationSet)[] {
  const gitHubUrl = options.gitHubUrl.replace(/\/+$/, '');
  return options.services
    .filter(service => service.workload !== 'none')
    .flatMap((service): (Application | ApplicationSet)[] => {
      if (service.delivery === 'application-set') {
        return [applicationSet(service, gitHubUrl)];
      }
      const { secondRegion } = service;
      const places: Place[] = [
        ...exampleEnvironments.map(environment => ({ environment })),
        ...(secondRegion
          ? [{ environment: 'production' as const, region: secondRegion }]
          : []),
      ];
      return places.map(place => application(service, place, gitHubUrl));
    });
}
