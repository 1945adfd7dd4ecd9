import type { HealthStatusName } from '@golden-path/plugin-argocd-common';
import { z } from 'zod';
import { lenient } from './lenient';

const text = lenient(z.string());

const endSchema = lenient(
  z.object({ reason: text, message: text, exitCode: lenient(z.number()) }),
);

const containersSchema = lenient(
  z.array(
    z.object({
      name: z.string(),
      ready: lenient(z.boolean()),
      state: lenient(
        z.object({
          waiting: lenient(z.object({ reason: text, message: text })),
          terminated: endSchema,
        }),
      ),
      lastState: lenient(z.object({ terminated: endSchema })),
    }),
  ),
);

/** What the health of a Pod is told by: nothing of its environment, its commands or its volumes. */
export const podSchema = z.object({
  spec: lenient(z.object({ restartPolicy: text })),
  status: lenient(
    z.object({
      phase: text,
      reason: text,
      message: text,
      conditions: lenient(
        z.array(
          z.object({
            type: z.string(),
            status: text,
            reason: text,
            message: text,
          }),
        ),
      ),
      initContainerStatuses: containersSchema,
      containerStatuses: containersSchema,
    }),
  ),
});

/** A Pod as far as {@link podSchema} reads it. */
export type Pod = z.infer<typeof podSchema>;

/** How a Pod is, and why. */
export interface PodHealth {
  health: HealthStatusName;
  message?: string;
}

interface HealthRule {
  readonly name: string;
  readonly health: HealthStatusName;
  readonly holds: (pod: Pod) => boolean;
  readonly message?: (pod: Pod) => string | undefined;
}

/**
 * The first rule that holds decides, as in Argo CD. It differs in two messages: the reason of a container is told with
 * its message, and what keeps a Pod from being scheduled is told.
 * https://github.com/argoproj/argo-cd/blob/v3.5.0/gitops-engine/pkg/health/health_pod.go
 */
export const podHealthRules: readonly HealthRule[] = [
  {
    name: 'a container of a long-running Pod cannot start',
    health: 'Degraded',
    holds: pod => isLongRunning(pod) && failures(pod).length > 0,
    message: pod => failures(pod).join(', '),
  },
  {
    name: 'pending',
    health: 'Progressing',
    holds: ({ status }) => status?.phase === 'Pending',
    message: pod => pod.status?.message ?? unscheduled(pod),
  },
  {
    name: 'succeeded',
    health: 'Healthy',
    holds: ({ status }) => status?.phase === 'Succeeded',
  },
  {
    name: 'failed',
    health: 'Degraded',
    holds: ({ status }) => status?.phase === 'Failed',
    message: pod => pod.status?.message || endOf(pod) || pod.status?.reason,
  },
  {
    name: 'long-running and ready',
    health: 'Healthy',
    holds: pod => isRunning(pod) && isLongRunning(pod) && isReady(pod),
  },
  {
    name: 'long-running, not ready, and a container ended before',
    health: 'Degraded',
    holds: pod =>
      isRunning(pod) &&
      isLongRunning(pod) &&
      containersOf(pod).some(({ lastState }) => lastState?.terminated),
    message: pod => pod.status?.message || lastEndOf(pod),
  },
  {
    name: 'running',
    health: 'Progressing',
    holds: isRunning,
    message: pod => pod.status?.message,
  },
];

/** How a Pod is, by {@link podHealthRules}. */
export function podHealthOf(pod: Pod): PodHealth {
  const rule = podHealthRules.find(({ holds }) => holds(pod));
  return rule
    ? { health: rule.health, message: rule.message?.(pod) || undefined }
    : { health: 'Unknown', message: pod.status?.message || undefined };
}

/** How many of the containers are ready, as `1/2 ready`. */
export function readinessOf(pod: Pod): string | undefined {
  const containers = containersOf(pod);
  const ready = containers.filter(container => container.ready).length;
  return containers.length > 0
    ? `${ready}/${containers.length} ready`
    : undefined;
}

function containersOf({ status }: Pod) {
  return status?.containerStatuses ?? [];
}

function isLongRunning({ spec }: Pod): boolean {
  return (spec?.restartPolicy ?? 'Always') === 'Always';
}

function isRunning({ status }: Pod): boolean {
  return status?.phase === 'Running';
}

function isReady({ status }: Pod): boolean {
  return (status?.conditions ?? []).some(
    condition => condition.type === 'Ready' && condition.status === 'True',
  );
}

function failures(pod: Pod): string[] {
  const containers = [
    ...(pod.status?.initContainerStatuses ?? []),
    ...containersOf(pod),
  ];
  return containers.flatMap(({ state }) => {
    const { reason = '', message } = state?.waiting ?? {};
    return /^Err|Error$|BackOff$/.test(reason)
      ? [message ? `${reason}: ${message}` : reason]
      : [];
  });
}

function unscheduled({ status }: Pod): string | undefined {
  const condition = status?.conditions?.find(
    ({ type, status: state }) => type === 'PodScheduled' && state === 'False',
  );
  return condition?.message ?? condition?.reason;
}

function endOf(pod: Pod): string | undefined {
  const containers = [
    ...(pod.status?.initContainerStatuses ?? []),
    ...containersOf(pod),
  ];
  return containers
    .map(({ name, state }) => describeEnd(name, state?.terminated))
    .find(description => description !== undefined);
}

function lastEndOf(pod: Pod): string | undefined {
  return containersOf(pod)
    .map(({ name, lastState }) => describeEnd(name, lastState?.terminated))
    .find(description => description !== undefined);
}

function describeEnd(
  name: string,
  end: z.infer<typeof endSchema>,
): string | undefined {
  if (end?.message) {
    return end.message;
  }
  if (end?.reason === 'OOMKilled') {
    return `container ${name} was ended because it used too much memory (OOMKilled)`;
  }
  return end?.exitCode
    ? `container ${name} failed with exit code ${end.exitCode}`
    : undefined;
}
