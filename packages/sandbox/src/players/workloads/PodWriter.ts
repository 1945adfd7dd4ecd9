import { createHash } from 'node:crypto';
import {
  hasStatusCode,
  type ClusterClient,
} from '../../cluster/ClusterClient.ts';
import { resources } from '../../cluster/resources.ts';
import type { EventRecorder, RecordedEvent } from '../events/EventRecorder.ts';
import { ownerReference, type Pod, type ReplicaSet } from './ownedObjects.ts';
import { planPods } from './planPods.ts';
import { podFate, type PodFate } from './podFate.ts';
import { podStatus } from './podStatus.ts';

const nodes = ['sandbox-node-1', 'sandbox-node-2', 'sandbox-node-3'];
/** So often a node says again what it cannot do. */
const repeatMilliseconds = 300_000;

function digestOf(text: string): string {
  return createHash('sha256').update(text).digest('hex');
}

/** What people see of a pod; where it is the same, its status need not be written. */
function visible(status: object | undefined): string {
  const {
    phase,
    conditions = [],
    containerStatuses = [],
  }: Pod['status'] & object = status ?? {};
  return JSON.stringify([
    phase,
    conditions.map(({ type, status: is }) => [type, is]),
    containerStatuses.map(({ ready, restartCount, state }) => [
      ready,
      restartCount,
      state.waiting?.reason,
    ]),
  ]);
}

function reasonOf(pod: Pod): string | undefined {
  const [container] = pod.status?.containerStatuses ?? [];
  return (
    container?.state.waiting?.reason ?? (container ? 'running' : undefined)
  );
}

/** What the node says of a pod whose containers have come so far. */
function sayingsOf(pod: Pod, after: Pod, fate: PodFate): RecordedEvent[] {
  const before = reasonOf(pod);
  const now = reasonOf(after);
  const [container] = after.status?.containerStatuses ?? [];
  const image = container?.image;
  const say = (
    type: RecordedEvent['type'],
    reason: string,
    message: string,
  ): RecordedEvent => ({ type, reason, message });
  if (before === now && now !== 'CrashLoopBackOff') {
    return [];
  }
  switch (now) {
    case 'ImagePullBackOff':
      return [
        say('Warning', 'Failed', `Failed to pull image "${image}": not found`),
        say('Warning', 'Failed', 'Error: ImagePullBackOff'),
      ];
    case 'running':
      return [say('Normal', 'Pulled', `Successfully pulled image "${image}"`)];
    case 'CrashLoopBackOff':
      return fate.kind === 'crashing'
        ? [
            say(
              'Warning',
              'BackOff',
              `Back-off restarting failed container ${container?.name} in pod ${after.metadata?.name}`,
            ),
          ]
        : [];
    default:
      return [];
  }
}

function complaintOf(fate: PodFate): RecordedEvent | undefined {
  switch (fate.kind) {
    case 'image-missing':
      return { type: 'Warning', reason: 'BackOff', message: fate.message };
    case 'slow':
      return {
        type: 'Warning',
        reason: 'Unhealthy',
        message:
          'Readiness probe failed: HTTP probe failed with statuscode: 503',
      };
    default:
      return undefined;
  }
}

/** Makes and deletes the pods of ReplicaSets, and writes their status, as their controller and the nodes do. */
export class PodWriter {
  readonly #client: ClusterClient;
  readonly #events: EventRecorder;
  readonly #now: () => Date;
  /** When a node last said what it cannot do, by pod; a restart lets it say so again. */
  readonly #complaints = new Map<string, number>();

  constructor(client: ClusterClient, events: EventRecorder, now: () => Date) {
    this.#client = client;
    this.#events = events;
    this.#now = now;
  }

  async apply(replicaSet: ReplicaSet, pods: readonly Pod[]): Promise<void> {
    const { spec = {}, status = {}, metadata } = replicaSet;
    const plan = planPods(pods, {
      replicas: spec.replicas ?? 0,
      available: status.availableReplicas ?? 0,
    });
    for (const { metadata: removed } of plan.remove) {
      await this.delete(removed?.name ?? '', removed?.namespace ?? '');
    }
    const taken = new Set(pods.map(pod => pod.metadata?.name));
    for (let left = plan.create, ordinal = 0; left > 0; ordinal++) {
      const digest = digestOf(`${metadata?.uid}/${ordinal}`).slice(0, 5);
      const name = `${metadata?.name}-${digest}`;
      if (!taken.has(name)) {
        await this.#create(replicaSet, name);
        left -= 1;
      }
    }
    const fate = podFate(spec.template ?? {}, metadata?.namespace ?? '');
    for (const { pod, isReady } of plan.keep) {
      await this.#update(pod, { fate, isReady });
    }
  }

  async delete(name: string, namespace: string): Promise<void> {
    await this.#client.deleteAt({ ...resources.pods, name, namespace });
  }

  async #create(replicaSet: ReplicaSet, name: string): Promise<void> {
    const { spec = {}, metadata } = replicaSet;
    const { labels, annotations } = spec.template?.metadata ?? {};
    const node = parseInt(digestOf(name).slice(0, 4), 16) % nodes.length;
    const pod = {
      apiVersion: 'v1',
      kind: 'Pod',
      metadata: {
        name,
        namespace: metadata?.namespace,
        labels: { ...labels },
        annotations: { ...annotations },
        ownerReferences: [ownerReference(replicaSet)],
      },
      spec: { ...spec.template?.spec, nodeName: nodes[node] },
    };
    try {
      await this.#client.createAt(resources.pods, pod);
    } catch (error) {
      // Made a moment ago, and the watch has not told yet.
      if (!hasStatusCode(error, 409)) {
        throw error;
      }
    }
  }

  async #update(
    pod: Pod,
    options: { fate: PodFate; isReady: boolean },
  ): Promise<void> {
    const now = this.#now();
    const status = podStatus(pod, { ...options, now });
    const { name = '', namespace = '', uid = '' } = pod.metadata ?? {};
    if (visible(status) !== visible(pod.status)) {
      const place = { ...resources.pods, name, namespace };
      await this.#client.merge(place, { status }, { subresource: 'status' });
      for (const event of sayingsOf(pod, { ...pod, status }, options.fate)) {
        await this.#events.record(pod, event, 'kubelet');
      }
    }
    const complaint = options.isReady ? undefined : complaintOf(options.fate);
    const last = this.#complaints.get(uid) ?? 0;
    if (complaint && now.getTime() - last >= repeatMilliseconds) {
      this.#complaints.set(uid, now.getTime());
      await this.#events.record(pod, complaint, 'kubelet');
    }
  }
}
