import type { DeploymentEvent, Resource, RolloutDetail } from '../detailSchema';
import type { DeploymentSituation } from '../explainDeployment';
import type { Deployment } from '../schema';

const deployment: Deployment = {
  instance: 'main',
  application: { name: 'x-staging', namespace: 'argocd', project: 'orders' },
  environment: 'staging',
  cluster: 'sandbox',
  destination: { namespace: 'orders' },
  confirmed: true,
  sync: { status: 'Synced' },
  health: { status: 'Healthy' },
  images: [],
  history: [],
  resources: [],
  conditions: [],
  links: { external: [] },
};

/** A deployment that is as it should be, but for some fields. */
export function change(values: Partial<Deployment>): DeploymentSituation {
  return {
    deployment: { ...deployment, ...values },
    rollouts: [],
    resources: [],
    events: [],
  };
}

/** An object that is as it should be, but for some fields. */
export function resource(
  kind: string,
  values: Partial<Resource> = {},
): Resource {
  return {
    id: `${kind}/x`,
    group: '',
    kind,
    namespace: 'orders',
    name: 'x',
    requiresPruning: false,
    ...values,
  };
}

export const pod = resource('Pod', { name: 'x-7d9', health: 'Degraded' });

/** A Pod that does not work, with a warning about it. */
export function warning(
  reason: string,
  message: string,
  values: { health?: 'Degraded' | 'Progressing' } = {},
): DeploymentSituation {
  const { health = 'Degraded' } = values;
  const event: DeploymentEvent = {
    id: '1',
    type: 'Warning',
    reason,
    message,
    count: 3,
    object: { kind: 'Pod', name: 'x-7d9' },
  };
  return {
    ...change({ health: { status: health } }),
    resources: [resource('ReplicaSet', { health }), { ...pod, health }],
    events: [event],
  };
}

/** A Pod that does not work and says why. */
export function telling(message: string): DeploymentSituation {
  return {
    ...change({ health: { status: 'Degraded' } }),
    resources: [{ ...pod, message }],
  };
}

/** A deployment with one rollout, which waits unless told otherwise. */
export function rollout(values: Partial<RolloutDetail>): DeploymentSituation {
  const detail: RolloutDetail = {
    name: 'x',
    namespace: 'orders',
    strategy: 'canary',
    phase: 'Paused',
    step: 3,
    steps: 6,
    weight: 30,
    aborted: false,
    analyses: [],
    stepList: [],
    ...values,
  };
  const health =
    detail.phase === 'Degraded'
      ? ({ status: 'Degraded' } as const)
      : ({ status: 'Suspended' } as const);
  return { ...change({ health }), rollouts: [detail] };
}

/** An analysis that failed by one metric. */
export function analysis(metric: { value?: string; message?: string }) {
  return [
    {
      name: 'x-6d-2',
      phase: 'Failed' as const,
      metrics: [{ name: 'success-rate', phase: 'Failed' as const, ...metric }],
    },
  ];
}

export const differing = (count: number) =>
  Array.from({ length: count }, (_, index) =>
    resource('Service', { name: `s${index}`, sync: 'OutOfSync' }),
  );
