import type {
  Deployment,
  RolloutDetail,
} from '@golden-path/plugin-argocd-common';
import type { Application, ManagedResource } from '../client/Application';
import { deploymentDetailOf } from './deploymentDetailOf';

const shown = {
  instance: 'main',
  cluster: 'sandbox',
  sync: { status: 'Synced' },
  health: { status: 'Degraded' },
  images: [],
  operation: undefined,
  history: [],
  conditions: [],
  links: { external: [] },
} satisfies Partial<Application>;

const deployment: Deployment = {
  ...shown,
  application: { name: 'web', namespace: 'argocd', project: 'orders' },
  environment: 'production',
  destination: { namespace: 'orders' },
  confirmed: true,
  resources: [],
};

const managed = { group: 'argoproj.io', namespace: 'orders', name: 'web' };

const rollout: RolloutDetail = {
  name: 'web',
  namespace: 'orders',
  strategy: 'canary',
  phase: 'Paused',
  message: 'CanaryPauseStep',
  aborted: false,
  analyses: [],
  stepList: [],
};

function detailOf(resource: ManagedResource) {
  const application: Application = {
    ...shown,
    name: 'web',
    namespace: 'argocd',
    project: 'orders',
    labels: {},
    destinationNamespace: 'orders',
    repositoryUrls: [],
    resources: [resource],
  };
  return deploymentDetailOf({
    application,
    deployment,
    rollouts: [rollout],
    live: { children: [], events: [], sources: [] },
  }).resources[0];
}

describe('deploymentDetailOf', () => {
  it.each([
    [
      'the health of its rollout where Argo CD tells none',
      { ...managed, kind: 'Rollout', requiresPruning: false },
      'Suspended',
      'CanaryPauseStep',
    ],
    [
      'what Argo CD tells where it does',
      {
        ...managed,
        kind: 'Rollout',
        requiresPruning: false,
        health: 'Degraded' as const,
        message: 'told by Argo CD',
      },
      'Degraded',
      'told by Argo CD',
    ],
    [
      'no health for another kind of the same name',
      { ...managed, kind: 'Service', requiresPruning: false },
      undefined,
      undefined,
    ],
    [
      'no health for a rollout of another namespace',
      {
        ...managed,
        namespace: 'payments',
        kind: 'Rollout',
        requiresPruning: false,
      },
      undefined,
      undefined,
    ],
  ])('gives an object %s', (_, resource, health, message) => {
    const { health: given, message: told } = detailOf(resource);
    expect({ given, told }).toEqual({ given: health, told: message });
  });
});
