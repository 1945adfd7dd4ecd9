import type { KubeConfig, KubernetesObject } from '@kubernetes/client-node';
import type { ClusterClient } from '../../cluster/ClusterClient.ts';
import { resources } from '../../cluster/resources.ts';
import type { EventRecorder } from '../events/EventRecorder.ts';
import { repeat } from '../repeat.ts';
import { WatchedObjects } from '../WatchedObjects.ts';
import type { AnalysisRun } from './analysisRun.ts';
import { controllerOf, type Pod, type ReplicaSet } from './ownedObjects.ts';
import type { Rollout } from './rollout.ts';
import { workloadResources, type Workload } from './workload.ts';
import { WorkloadPlayer } from './WorkloadPlayer.ts';

const lookMilliseconds = 1000;
/** What a small service needs to start and to answer its readiness probe. */
const replicaMilliseconds = 2000;

/** The player of workloads at work. */
export interface RunningWorkloadPlayer {
  /** What the pods of a workload run. */
  podImages(workload: KubernetesObject): string[];
  stop(): Promise<void>;
}

function podImagesOf(
  workload: KubernetesObject,
  watched: {
    replicaSets: WatchedObjects<ReplicaSet>;
    pods: WatchedObjects<Pod>;
  },
): string[] {
  if (!((workload.kind ?? '') in workloadResources)) {
    return [];
  }
  const owned = new Set(
    watched.replicaSets
      .list()
      .filter(set => controllerOf(set) === workload.metadata?.uid)
      .map(({ metadata }) => metadata?.uid),
  );
  return watched.pods
    .list()
    .filter(pod => owned.has(controllerOf(pod)))
    .flatMap(({ status }) => status?.containerStatuses ?? [])
    .map(({ image }) => image);
}

/** Starts the player of workloads, with the watches that it needs beside those that it shares. */
export function startWorkloadPlayer(options: {
  kubeConfig: KubeConfig;
  client: ClusterClient;
  events: EventRecorder;
  workloads: {
    Deployment: WatchedObjects<Workload>;
    Rollout: WatchedObjects<Rollout>;
  };
  signal: AbortSignal;
  log(message: string): void;
}): RunningWorkloadPlayer {
  const { kubeConfig, client, events, workloads, signal, log } = options;
  const own = {
    replicaSets: new WatchedObjects<ReplicaSet>({
      kubeConfig,
      client,
      resource: resources.replicaSets,
    }),
    pods: new WatchedObjects<Pod>({
      kubeConfig,
      client,
      resource: resources.pods,
    }),
    analysisRuns: new WatchedObjects<AnalysisRun>({
      kubeConfig,
      client,
      resource: resources.analysisRuns,
    }),
  };
  const player = new WorkloadPlayer({
    client,
    events,
    watched: { ...workloads, ...own },
    replicaMilliseconds,
    now: () => new Date(),
  });
  const looks = repeat(() => player.look(), {
    milliseconds: lookMilliseconds,
    signal,
    onError: error => log(`Workload player: ${error}`),
  });
  return {
    podImages: workload => podImagesOf(workload, own),
    async stop() {
      await Promise.all(Object.values(own).map(watched => watched.stop()));
      await looks;
    },
  };
}
