import {
  hasStatusCode,
  type ClusterClient,
} from '../../cluster/ClusterClient.ts';
import { resources } from '../../cluster/resources.ts';
import type { EventRecorder } from '../events/EventRecorder.ts';
import {
  hashLabels,
  ownerReference,
  revisionAnnotations,
  type ReplicaSet,
} from './ownedObjects.ts';
import { hashOf, type ReplicaSetPlan } from './planDeployment.ts';
import type { Workload, WorkloadKind } from './workload.ts';

const defaultHistoryLimit = 10;

const controllers = {
  Deployment: 'deployment-controller',
  Rollout: 'rollouts-controller',
} satisfies Record<WorkloadKind, string>;

/** The number of a ReplicaSet among the versions of its workload. */
export function revisionOf(kind: WorkloadKind, replicaSet: ReplicaSet): number {
  const text = replicaSet.metadata?.annotations?.[revisionAnnotations[kind]];
  return Number(text ?? 0);
}

/** The number of a version: a new one, or an old one that is wanted again, comes after all others. */
export function revisionFor(
  kind: WorkloadKind,
  replicaSets: readonly ReplicaSet[],
  hash: string,
): number {
  const highest = Math.max(0, ...replicaSets.map(set => revisionOf(kind, set)));
  const own = replicaSets.find(set => hashOf(kind, set) === hash);
  return own && revisionOf(kind, own) === highest ? highest : highest + 1;
}

/** A workload with its ReplicaSets. */
export interface WorkloadFamily {
  readonly kind: WorkloadKind;
  readonly workload: Workload;
  readonly replicaSets: readonly ReplicaSet[];
}

/** Makes, scales and deletes the ReplicaSets of workloads, as their controllers do. */
export class ReplicaSetWriter {
  readonly #client: ClusterClient;
  readonly #events: EventRecorder;

  constructor(client: ClusterClient, events: EventRecorder) {
    this.#client = client;
    this.#events = events;
  }

  async apply(
    family: WorkloadFamily,
    plans: readonly ReplicaSetPlan[],
    current: { hash: string; revision: number },
  ): Promise<void> {
    const { kind, replicaSets } = family;
    for (const plan of plans) {
      const isCurrent = plan.hash === current.hash;
      const existing = replicaSets.find(set => hashOf(kind, set) === plan.hash);
      if (existing) {
        await this.#scale(family, existing, {
          ...plan,
          revision: isCurrent ? current.revision : revisionOf(kind, existing),
        });
      } else if (isCurrent) {
        await this.#create(family, { ...plan, revision: current.revision });
      }
    }
    await this.#forgetOldest(family, plans);
  }

  async #create(
    family: WorkloadFamily,
    plan: ReplicaSetPlan & { revision: number },
  ): Promise<void> {
    const { kind, workload } = family;
    const { name = '', namespace = '' } = workload.metadata ?? {};
    const label = { [hashLabels[kind]]: plan.hash };
    const labels = { ...plan.template.metadata?.labels, ...label };
    const { matchLabels = {} } = Object(workload.spec?.selector);
    const created: ReplicaSet = {
      apiVersion: 'apps/v1',
      kind: 'ReplicaSet',
      metadata: {
        name: `${name}-${plan.hash}`,
        namespace,
        labels,
        annotations: { [revisionAnnotations[kind]]: String(plan.revision) },
        ownerReferences: [ownerReference(workload)],
      },
      spec: {
        replicas: plan.replicas,
        ...{ selector: { matchLabels: { ...matchLabels, ...label } } },
        template: {
          ...plan.template,
          metadata: { ...plan.template.metadata, labels },
        },
      },
    };
    try {
      await this.#client.createAt(resources.replicaSets, created);
    } catch (error) {
      // Made a moment ago, and the watch has not told yet.
      if (hasStatusCode(error, 409)) {
        return;
      }
      throw error;
    }
    await this.#sayScaled(family, created, { ...plan, before: 0 });
  }

  async #scale(
    family: WorkloadFamily,
    existing: ReplicaSet,
    plan: ReplicaSetPlan & { revision: number },
  ): Promise<void> {
    const { kind } = family;
    const { name = '', namespace = '', generation } = existing.metadata ?? {};
    const place = { ...resources.replicaSets, name, namespace };
    const before = existing.spec?.replicas ?? 0;
    const hasRevision = revisionOf(kind, existing) === plan.revision;
    if (before !== plan.replicas || !hasRevision) {
      const annotation = { [revisionAnnotations[kind]]: String(plan.revision) };
      await this.#client.merge(place, {
        metadata: { annotations: annotation },
        spec: { replicas: plan.replicas },
      });
      await this.#sayScaled(family, existing, { ...plan, before });
    }
    const { replicas = 0, availableReplicas = 0 } = existing.status ?? {};
    if (replicas !== plan.replicas || availableReplicas !== plan.available) {
      const status = {
        replicas: plan.replicas,
        fullyLabeledReplicas: plan.replicas,
        readyReplicas: plan.available,
        availableReplicas: plan.available,
        observedGeneration: generation,
      };
      await this.#client.merge(place, { status }, { subresource: 'status' });
    }
  }

  async #sayScaled(
    family: WorkloadFamily,
    replicaSet: ReplicaSet,
    scale: { before: number; replicas: number; revision: number },
  ): Promise<void> {
    const { kind, workload } = family;
    const { before, replicas, revision } = scale;
    if (before === replicas) {
      return;
    }
    const name = replicaSet.metadata?.name;
    const direction = replicas > before ? 'up' : 'down';
    const subject =
      kind === 'Rollout'
        ? `ReplicaSet ${name} (revision ${revision})`
        : `replica set ${name}`;
    await this.#events.record(
      workload,
      {
        type: 'Normal',
        reason: 'ScalingReplicaSet',
        message: `Scaled ${direction} ${subject} from ${before} to ${replicas}`,
      },
      controllers[kind],
    );
  }

  async #forgetOldest(
    family: WorkloadFamily,
    plans: readonly ReplicaSetPlan[],
  ): Promise<void> {
    const { kind, workload, replicaSets } = family;
    const used = new Set(
      plans.filter(({ replicas }) => replicas > 0).map(({ hash }) => hash),
    );
    const unused = replicaSets
      .filter(set => !used.has(hashOf(kind, set)) && !set.spec?.replicas)
      .toSorted((a, b) => revisionOf(kind, b) - revisionOf(kind, a));
    const limit = workload.spec?.revisionHistoryLimit ?? defaultHistoryLimit;
    for (const { metadata } of unused.slice(limit)) {
      const { name = '', namespace = '' } = metadata ?? {};
      await this.#client.deleteAt({
        ...resources.replicaSets,
        name,
        namespace,
      });
    }
  }
}
