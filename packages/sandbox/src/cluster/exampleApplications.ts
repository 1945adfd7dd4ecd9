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
} from '../players/argoCd/application.ts';

const automated = { prune: true, selfHeal: true, allowEmpty: false };

const syncOptions = [
  'CreateNamespace=true',
  'PrunePropagationPolicy=foreground',
  'PruneLast=true',
  'ApplyOutOfSyncOnly=true',
];

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

function application(
  service: ExampleService,
  environment: ExampleEnvironment,
  gitHubUrl: string,
): Application {
  const workload = service.workload === 'Rollout' ? 'argoproj.io' : 'apps';
  return {
    apiVersion: 'argoproj.io/v1alpha1',
    kind: 'Application',
    metadata: {
      name: `${service.name}-${environment}`,
      namespace: 'argocd',
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
    },
    spec: {
      project: projectOfTeam(service.owner),
      source: {
        repoURL: `${gitHubUrl}/acme/${service.name}`,
        path: `k8s/overlays/${environment}`,
        targetRevision: 'main',
      },
      destination: {
        server: 'https://kubernetes.default.svc',
        namespace: namespaceOfTeam(service.owner, environment),
      },
      syncPolicy: {
        ...(environment === 'production' ? {} : { automated }),
        syncOptions,
        retry: {
          limit: 5,
          backoff: { duration: '5s', factor: 2, maxDuration: '3m' },
        },
      },
      ignoreDifferences: [
        {
          group: workload,
          kind: service.workload === 'Rollout' ? 'Rollout' : 'Deployment',
          jsonPointers: ['/spec/replicas'],
        },
      ],
    },
    ...operationOf(service, environment),
  };
}

/** The Applications of the example services: one per service and environment; production is synced by hand. */
export function exampleApplications(options: {
  services: readonly ExampleService[];
  gitHubUrl: string;
}): Application[] {
  const gitHubUrl = options.gitHubUrl.replace(/\/+$/, '');
  return options.services
    .filter(service => service.workload !== 'none')
    .flatMap(service =>
      exampleEnvironments.map(environment =>
        application(service, environment, gitHubUrl),
      ),
    );
}
