import type { KubernetesObject } from '@kubernetes/client-node';
import type { Health, HealthStatusCode } from './application.ts';

/** The fields of a Deployment or Rollout that its health follows from. */
export interface Workload extends KubernetesObject {
  readonly spec?: {
    readonly replicas?: number;
    readonly paused?: boolean;
    readonly template?: unknown;
  };
  readonly status?: {
    readonly observedGeneration?: number | string;
    readonly replicas?: number;
    readonly updatedReplicas?: number;
    readonly availableReplicas?: number;
    readonly phase?: string;
    readonly message?: string;
    readonly conditions?: readonly {
      readonly type: string;
      readonly reason?: string;
      readonly message?: string;
    }[];
  };
}

/** From the best to the worst, as Argo CD orders them. */
const ranks = {
  Healthy: 0,
  Suspended: 1,
  Progressing: 2,
  Missing: 3,
  Degraded: 4,
  Unknown: 5,
} satisfies Record<HealthStatusCode, number>;

/** The health of an application: that of its worst resource. */
export function worstHealth(healths: readonly Health[]): Health {
  return healths.reduce<Health>(
    (worst, health) =>
      ranks[health.status] > ranks[worst.status] ? health : worst,
    { status: 'Healthy' },
  );
}

function deploymentHealth(deployment: Workload): Health {
  const { metadata, spec = {}, status = {} } = deployment;
  if (spec.paused) {
    return { status: 'Suspended', message: 'Deployment is paused' };
  }
  const wait = (message: string): Health => ({
    status: 'Progressing',
    message: `Waiting for rollout to finish: ${message}`,
  });
  if ((metadata?.generation ?? 0) > Number(status.observedGeneration ?? 0)) {
    return wait('observed deployment generation less than desired generation');
  }
  const late = status.conditions?.find(
    ({ reason }) => reason === 'ProgressDeadlineExceeded',
  );
  if (late) {
    return {
      status: 'Degraded',
      message: `Deployment "${metadata?.name}" exceeded its progress deadline. ${late.message}`,
    };
  }
  const desired = spec.replicas ?? 1;
  const { replicas = 0, updatedReplicas = 0, availableReplicas = 0 } = status;
  if (updatedReplicas < desired) {
    return wait(
      `${updatedReplicas} out of ${desired} new replicas have been updated...`,
    );
  }
  if (replicas > updatedReplicas) {
    return wait(
      `${replicas - updatedReplicas} old replicas are pending termination...`,
    );
  }
  return availableReplicas < updatedReplicas
    ? wait(
        `${availableReplicas} of ${updatedReplicas} updated replicas are available...`,
      )
    : { status: 'Healthy' };
}

/** @see https://github.com/argoproj/argo-cd/blob/master/resource_customizations/argoproj.io/Rollout/health.lua */
function rolloutHealth(rollout: Workload): Health {
  const { metadata, status = {} } = rollout;
  if (String(metadata?.generation) !== status.observedGeneration) {
    return {
      status: 'Progressing',
      message: 'Waiting for rollout spec update to be observed',
    };
  }
  const { message } = status;
  switch (status.phase) {
    case 'Healthy':
      return { status: 'Healthy' };
    case 'Paused':
      return { status: 'Suspended', message };
    case 'Degraded':
      return { status: 'Degraded', message };
    default:
      return { status: 'Progressing', message };
  }
}

/** @see https://github.com/argoproj/argo-cd/blob/master/resource_customizations/batch/CronJob/health.lua */
function cronJobHealth(cronJob: KubernetesObject & { spec?: object }): Health {
  const { suspend } = Object(cronJob.spec);
  const message = suspend
    ? 'CronJob is Suspended'
    : 'CronJob has not been scheduled yet';
  return { status: 'Healthy', message };
}

/** The health of one object that is there; nothing for kinds that have no health. */
export function resourceHealth(object: KubernetesObject): Health | undefined {
  switch (object.kind) {
    case 'Deployment':
      return deploymentHealth(object);
    case 'Rollout':
      return rolloutHealth(object);
    case 'CronJob':
      return cronJobHealth(object);
    case 'Service':
    case 'Ingress':
    case 'HorizontalPodAutoscaler':
      return { status: 'Healthy' };
    default:
      return undefined;
  }
}
