import {
  hasStatusCode,
  type ClusterClient,
} from '../../cluster/ClusterClient.ts';
import { repeat } from '../repeat.ts';
import type { WatchedObjects } from '../WatchedObjects.ts';
import { advanceReplicas } from './advanceReplicas.ts';
import { rolloutStatus } from './rolloutStatus.ts';
import {
  workloadResources,
  type Workload,
  type WorkloadKind,
} from './workload.ts';

const lookMilliseconds = 1000;
/** What a small service needs to start and to answer its readiness probe. */
const replicaMilliseconds = 2000;

/** Plays the controllers and the nodes: lets the replicas of Deployments and Rollouts become ready, or fail. */
export function startWorkloadPlayer(options: {
  client: ClusterClient;
  workloads: Readonly<Record<WorkloadKind, WatchedObjects<Workload>>>;
  signal: AbortSignal;
  log(message: string): void;
}): { stop(): Promise<void> } {
  const { client, workloads, signal, log } = options;

  const advance = async (kind: WorkloadKind, workload: Workload) => {
    const {
      name = '',
      namespace = '',
      deletionTimestamp,
    } = workload.metadata ?? {};
    const status = deletionTimestamp
      ? undefined
      : advanceReplicas(workload, { now: new Date(), replicaMilliseconds });
    if (!status) {
      return;
    }
    const body = {
      status: kind === 'Rollout' ? rolloutStatus(workload, status) : status,
    };
    try {
      const resource = { ...workloadResources[kind], name, namespace };
      await client.merge(resource, body, { subresource: 'status' });
    } catch (error) {
      // Deleted meanwhile.
      if (!hasStatusCode(error, 404)) {
        throw error;
      }
    }
  };

  const looks = repeat(
    async () => {
      for (const kind of ['Deployment', 'Rollout'] as const) {
        for (const workload of workloads[kind].list()) {
          await advance(kind, workload);
        }
      }
    },
    {
      milliseconds: lookMilliseconds,
      signal,
      onError: error => log(`Workload player: ${error}`),
    },
  );
  return { stop: () => looks };
}
