import type {
  Analysis,
  Deployment,
  DeploymentDetail,
  DeploymentEvent,
  HistoryEntryDetail,
  Resource,
  RolloutDetail,
  RolloutStep,
} from '@golden-path/plugin-argocd-common';
import { exampleRevision, minutesAgo } from './exampleDeployments';

/** An object of an application, named by its kind and name. */
export function resourceOf(
  kind: string,
  name: string,
  differences: Partial<Resource> = {},
): Resource {
  return {
    id: `/${kind}/orders/${name}`,
    group: '',
    kind,
    namespace: 'orders',
    name,
    createdAt: minutesAgo(190),
    requiresPruning: false,
    ...differences,
  };
}

/** A Deployment whose newest Pod cannot start, and what stands beside it. */
export function exampleResources(): Resource[] {
  const deployment = resourceOf('Deployment', 'order-service', {
    sync: 'Synced',
    health: 'Degraded',
    detail: '1/2 ready',
    message: 'Deployment "order-service" exceeded its progress deadline',
  });
  const replicaSet = resourceOf('ReplicaSet', 'order-service-7d9f8b6c5', {
    parentId: deployment.id,
    health: 'Degraded',
    detail: 'revision 4',
  });
  return [
    deployment,
    replicaSet,
    resourceOf('Pod', 'order-service-7d9f8b6c5-x2x9p', {
      parentId: replicaSet.id,
      health: 'Degraded',
      detail: '0/1 ready',
      message: 'Back-off pulling image "ghcr.io/acme/order-service:v1.9.0"',
    }),
    resourceOf('Pod', 'order-service-7d9f8b6c5-b8kqz', {
      parentId: replicaSet.id,
      health: 'Healthy',
      detail: '1/1 ready',
    }),
    resourceOf('ConfigMap', 'order-service-old', {
      sync: 'OutOfSync',
      requiresPruning: true,
    }),
    resourceOf('Service', 'order-service', {
      sync: 'Synced',
      health: 'Healthy',
    }),
  ];
}

/** A canary that waits at 30 %, with one of its analyses failed. */
export function exampleRollout(
  differences: Partial<RolloutDetail> = {},
): RolloutDetail {
  return {
    name: 'order-service',
    namespace: 'orders',
    strategy: 'canary',
    phase: 'Paused',
    step: 4,
    steps: 6,
    weight: 30,
    pauseReason: 'CanaryPauseStep',
    pausedSince: minutesAgo(6),
    aborted: false,
    analyses: [
      analysisOf('latency', { phase: 'Successful' }),
      analysisOf('success-rate', {
        phase: 'Failed',
        message: 'Metric "success-rate" assessed Failed due to failed (1) > 0',
        metrics: [{ name: 'success-rate', phase: 'Failed', value: '0.92' }],
      }),
    ],
    stepList: [
      stepOf([1, 'setWeight', 'Set weight to 10 %'], 'done'),
      stepOf([2, 'pause', 'Pause for 5 min'], 'done'),
      stepOf([3, 'setWeight', 'Set weight to 30 %'], 'done'),
      stepOf([4, 'pause', 'Pause until promoted'], 'current'),
      stepOf([5, 'setWeight', 'Set weight to 60 %'], 'waiting'),
      stepOf([6, 'analysis', 'Analyse success-rate'], 'waiting'),
    ],
    ...differences,
  };
}

/** An analysis with nothing measured yet, with some things different. */
export function analysisOf(
  name: string,
  differences: Partial<Analysis> = {},
): Analysis {
  return { name, phase: 'Running', metrics: [], ...differences };
}

function stepOf(
  [number, kind, title]: [number, RolloutStep['kind'], string],
  state: RolloutStep['state'],
): RolloutStep {
  return { number, kind, title, state };
}

/** Events, the latest first. */
export function exampleEvents(count = 7): DeploymentEvent[] {
  return Array.from({ length: count }, (_, index) => ({
    id: `event-${index}`,
    type: index % 3 === 0 ? 'Warning' : 'Normal',
    reason: index % 3 === 0 ? 'BackOff' : 'Scheduled',
    message:
      index % 3 === 0
        ? 'Back-off pulling image "ghcr.io/acme/order-service:v1.9.0"'
        : `Successfully assigned orders/order-service-7d9f8b6c5-${index} to node-${index}`,
    count: index === 0 ? 12 : 1,
    firstSeen: minutesAgo(40 + index),
    lastSeen: minutesAgo(1 + index),
    object: { kind: 'Pod', name: `order-service-7d9f8b6c5-${index}` },
  }));
}

/** Past deployments, the latest first and current. */
export function exampleHistory(): HistoryEntryDetail[] {
  const name = 'ghcr.io/acme/order-service';
  return [
    {
      id: 3,
      revision: exampleRevision,
      images: [{ name, tag: 'v1.9.0' }],
      deployedAt: minutesAgo(190),
      automated: true,
      isCurrent: true,
      commit: {
        revision: exampleRevision,
        title: 'Let a customer change an order until it is packed',
        author: 'Ana Almeida',
        url: `https://github.com/acme/order-service/commit/${exampleRevision}`,
      },
    },
    {
      id: 2,
      revision: 'fedcba9876543210fedcba9876543210fedcba98',
      images: [{ name, tag: 'v1.8.2' }],
      deployedAt: minutesAgo(3000),
      initiatedBy: 'ben',
      automated: false,
      isCurrent: false,
    },
    {
      id: 1,
      revision: '12.4.1-rc.10',
      automated: false,
      isCurrent: false,
    },
  ];
}

/** All detail of a deployment, with nothing wrong unless told. */
export function detailOf(
  deployment: Deployment,
  differences: Partial<DeploymentDetail> = {},
): DeploymentDetail {
  const resources = [
    resourceOf('Deployment', 'order-service', { health: 'Healthy' }),
    resourceOf('Service', 'order-service', { health: 'Healthy' }),
  ];
  return {
    entityRef: 'component:default/order-service',
    deployment,
    explanation: { sentence: 'It is healthy.', severity: 'ok' },
    rollouts: [],
    resources,
    totalResources: resources.length,
    events: [],
    history: exampleHistory(),
    distances: [],
    sources: [{ name: 'main', status: 'live', asOf: minutesAgo(0) }],
    changeKey: 'key-of-order-service',
    ...differences,
  };
}
