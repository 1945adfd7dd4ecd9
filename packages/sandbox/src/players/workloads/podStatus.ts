import { createHash } from 'node:crypto';
import type { Pod } from './ownedObjects.ts';
import type { PodFate } from './podFate.ts';
import type { PodTemplate } from './workload.ts';

/** So long a crashed container waits before its first restarts; later it waits five minutes each time. */
const restartDelays = [0, 10, 20, 40, 80, 160];
const longestRestartDelay = 300;

/** A time as Kubernetes writes it: to the second. */
export function timestamp(date: Date): string {
  return date.toISOString().replace(/\.\d+Z$/, 'Z');
}

/** How often a container has been restarted that ends right after its start. */
export function restartsAfter(seconds: number): number {
  let left = seconds;
  let restarts = -1;
  for (const delay of restartDelays) {
    if (left < delay) {
      return Math.max(0, restarts);
    }
    left -= delay;
    restarts += 1;
  }
  return restarts + Math.floor(left / longestRestartDelay);
}

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

function addressOf(pod: Pod): string {
  const digest = digestOf(pod.metadata?.uid ?? '');
  const part = (at: number) => parseInt(digest.slice(at, at + 2), 16);
  return `10.244.${part(0) % 8}.${(part(2) % 250) + 2}`;
}

/** What a container is at. */
type Moment = 'creating' | 'image-missing' | 'crashing' | 'running' | 'ready';

function containerState(
  moment: Moment,
  options: { fate: PodFate; startedAt: string },
) {
  switch (moment) {
    case 'creating':
      return { waiting: { reason: 'ContainerCreating' } };
    case 'image-missing':
      return {
        waiting: {
          reason: 'ImagePullBackOff',
          message:
            options.fate.kind === 'image-missing' ? options.fate.message : '',
        },
      };
    case 'crashing':
      return {
        waiting: {
          reason: 'CrashLoopBackOff',
          message:
            'back-off restarting failed container: it ended with exit code 1',
        },
      };
    default:
      return { running: { startedAt: options.startedAt } };
  }
}

function conditionsOf(pod: Pod, isReady: boolean, now: string) {
  const readiness = isReady
    ? { status: 'True' }
    : {
        status: 'False',
        reason: 'ContainersNotReady',
        message: 'containers with unready status',
      };
  return [
    { type: 'PodScheduled', status: 'True' },
    { type: 'Initialized', status: 'True' },
    { type: 'ContainersReady', ...readiness },
    { type: 'Ready', ...readiness },
  ].map(condition => {
    const before = pod.status?.conditions?.find(
      ({ type }) => type === condition.type,
    );
    const since =
      before?.status === condition.status && 'lastTransitionTime' in before
        ? before.lastTransitionTime
        : now;
    return { ...condition, lastTransitionTime: since };
  });
}

function momentOf(
  pod: Pod,
  options: { fate: PodFate; isReady: boolean; now: Date },
): Moment {
  const { fate, isReady, now } = options;
  const age =
    now.getTime() - Date.parse(pod.status?.startTime ?? now.toISOString());
  if (isReady) {
    return 'ready';
  }
  // A node first makes the sandbox of a pod and asks for its images.
  if (age < 1000 || fate.kind === 'ready') {
    return 'creating';
  }
  if (fate.kind === 'image-missing' || fate.kind === 'crashing') {
    return fate.kind;
  }
  return 'running';
}

/** The status that the node of a pod would write now. */
export function podStatus(
  pod: Pod & { readonly spec?: PodTemplate['spec'] },
  options: { fate: PodFate; isReady: boolean; now: Date },
): object {
  const { fate, isReady } = options;
  const now = timestamp(options.now);
  const startTime = pod.status?.startTime ?? now;
  const moment = momentOf(pod, options);
  const age = (options.now.getTime() - Date.parse(startTime)) / 1000;
  const isUp = moment === 'ready' || moment === 'running';
  const containerStatuses = (pod.spec?.containers ?? []).map(
    ({ name = '', image = '' }, index) => {
      const before = pod.status?.containerStatuses?.[index]?.state.running;
      const isPulled = moment !== 'creating' && moment !== 'image-missing';
      return {
        name,
        image,
        imageID: isPulled
          ? `${image.replace(/:[^:/]*$/, '')}@sha256:${digestOf(image)}`
          : '',
        ready: isReady,
        started: isUp,
        restartCount: fate.kind === 'crashing' ? restartsAfter(age) : 0,
        state: containerState(moment, {
          fate,
          startedAt: before?.startedAt ?? now,
        }),
      };
    },
  );
  return {
    phase:
      moment === 'creating' || moment === 'image-missing'
        ? 'Pending'
        : 'Running',
    startTime,
    podIP: addressOf(pod),
    conditions: conditionsOf(pod, isReady, now),
    containerStatuses,
  };
}
