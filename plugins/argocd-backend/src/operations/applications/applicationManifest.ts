import { parseEntityRef } from '@backstage/catalog-model';
import {
  applicationNameOf,
  type Environment,
} from '@golden-path/plugin-platform-common';
import type { ApplicationManifest } from '@golden-path/plugin-platform-node';
import type { ApplicationsRequest } from './ApplicationsRequest';

/** What an Application runs by itself: it applies what Git says and takes back what somebody changed by hand. */
const automated = { prune: true, selfHeal: true, allowEmpty: false };

const syncPolicy = {
  syncOptions: [
    'CreateNamespace=true',
    'PrunePropagationPolicy=foreground',
    'PruneLast=true',
    'ApplyOutOfSyncOnly=true',
  ],
  retry: {
    limit: 5,
    backoff: { duration: '5s', factor: 2, maxDuration: '3m' },
  },
};

/** The name of the team as a label: a label value may hold neither `:` nor `/`. */
export function teamLabelOf(ownerRef: string): string {
  return parseEntityRef(ownerRef).name;
}

function labelsFor(
  request: ApplicationsRequest,
  environment: Environment | undefined,
): Record<string, string> {
  return {
    'app.kubernetes.io/name': request.name,
    'app.kubernetes.io/managed-by': 'platform-team',
    'managed-by': 'golden-path-portal',
    team: teamLabelOf(request.ownerRef),
    ...(environment ? { environment: environment.name } : {}),
    ...(request.labelValue ? { 'backstage-name': request.labelValue } : {}),
  };
}

/**
 * Writes the Application of a service, for one environment or as the only one. Environments that are promoted to or
 * need an approval do not follow Git by themselves.
 */
export function buildApplicationManifest(
  request: ApplicationsRequest,
  target: { environment?: Environment; server: string },
): ApplicationManifest {
  const { environment, server } = target;
  const followsGit = !environment?.approval && !environment?.promoteFrom;
  const suffix = environment ? `-${environment.name}` : '';
  return {
    metadata: {
      name: environment
        ? applicationNameOf(request.name, environment.name)
        : request.name,
      labels: labelsFor(request, environment),
      annotations: { 'backstage.io/entity-ref': request.entityRef },
      finalizers: ['resources-finalizer.argocd.argoproj.io'],
    },
    spec: {
      project: request.project,
      source: {
        repoURL: request.repositoryUrl,
        path: environment
          ? `${request.path.replace(/\/+$/, '')}/${environment.name}`
          : request.path,
        targetRevision: 'HEAD',
      },
      destination: { server, namespace: `${request.namespace}${suffix}` },
      syncPolicy: followsGit ? { automated, ...syncPolicy } : syncPolicy,
      // An autoscaler owns the number of replicas.
      ignoreDifferences: [
        {
          group: 'apps',
          kind: 'Deployment',
          jsonPointers: ['/spec/replicas'],
        },
      ],
    },
  };
}
