import type { KubeConfig } from '@kubernetes/client-node';
import type { ClusterClient } from '../../cluster/ClusterClient.ts';
import { resources } from '../../cluster/resources.ts';
import type { EventRecorder } from '../events/EventRecorder.ts';
import { repeat } from '../repeat.ts';
import { WatchedObjects } from '../WatchedObjects.ts';
import type { AnalysisRun } from './analysisRun.ts';
import type { Pod, ReplicaSet } from './ownedObjects.ts';
import type { Rollout } from './rollout.ts';
import type { Workload } from './workload.ts';
import { WorkloadPlayer } from './WorkloadPlayer.ts';

const lookMilliseconds = 1000;
/** What a small service needs to start and to answer its readiness probe. */
const replicaMilliseconds = 2000;

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
}): { stop(): Promise<void> } {
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
    async stop() {
      await Promise.all(Object.values(own).map(watched => watched.stop()));
      await looks;
    },
  };
}
