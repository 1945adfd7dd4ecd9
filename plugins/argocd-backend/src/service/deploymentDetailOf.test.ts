import type {
  Deployment,
  Resource,
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

const managed: ManagedResource = {
  group: 'argoproj.io',
  kind: 'Rollout',
  namespace: 'orders',
  name: 'web',
  requiresPruning: false,
};

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

const cases: [string, Partial<ManagedResource>, Partial<Resource>][] = [
  [
    'the health of its rollout where Argo CD tells none',
    { kind: 'Rollout' },
    { health: 'Suspended', message: 'CanaryPauseStep' },
  ],
  [
    'what Argo CD tells where it does',
    { kind: 'Rollout', health: 'Degraded', message: 'told by Argo CD' },
    { health: 'Degraded', message: 'told by Argo CD' },
  ],
  ['no health for another kind of the same name', { kind: 'Service' }, {}],
  [
    'no health for a rollout of another namespace',
    { kind: 'Rollout', namespace: 'payments' },
    {},
  ],
];

describe('deploymentDetailOf', () => {
  it.each(cases)('gives an object %s', (_, resource, expected) => {
    const { health, message } = detailOf({ ...managed, ...resource });
    expect({ health, message }).toEqual({
      health: undefined,
      message: undefined,
      ...expected,
    });
  });
});
