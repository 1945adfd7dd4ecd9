import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { KubeConfig } from '@kubernetes/client-node';
import { ClusterClient } from '../cluster/ClusterClient.ts';
import { ArgoCdPlayer } from './argoCd/ArgoCdPlayer.ts';
import { CiPlayer } from './ci/CiPlayer.ts';
import { EventRecorder } from './events/EventRecorder.ts';
import { WatchedObjects } from './WatchedObjects.ts';
import type { Rollout } from './workloads/rollout.ts';
import { startWorkloadPlayer } from './workloads/startWorkloadPlayer.ts';
import { workloadResources, type Workload } from './workloads/workload.ts';

const usualBuild = 8000;

export interface PlayersOptions {
  readonly kubeConfig: KubeConfig;
  /** The path of kubectl. */
  readonly kubectl: string;
  /** Where the repositories are, a token that may read them all, and one with which pipelines write. */
  readonly gitHub: {
    readonly url: string;
    readonly token: string;
    readonly actionsToken: string;
  };
  /** How long the build of a push takes; some seconds unless told otherwise. */
  readonly buildMilliseconds?: number;
  /** Which Applications and ApplicationSets are followed: all, unless several players share a cluster. */
  handles?(name: string): boolean;
  /** Where copies of the repositories are kept; without it, in the system's folder for temporary files. */
  readonly directory?: string;
  log(message: string): void;
}

function watchWorkloads(cluster: {
  kubeConfig: KubeConfig;
  client: ClusterClient;
}) {
  const { Deployment, Rollout: rollouts } = workloadResources;
  return {
    Deployment: new WatchedObjects<Workload>({
      ...cluster,
      resource: Deployment,
    }),
    Rollout: new WatchedObjects<Rollout>({ ...cluster, resource: rollouts }),
  };
}

/** Starts what turns desired state into status in the sandbox's cluster, where no controller runs. */
export async function startPlayers(
  options: PlayersOptions,
): Promise<{ stop(): Promise<void> }> {
  const { kubeConfig, kubectl, gitHub, log } = options;
  const stopping = new AbortController();
  const client = new ClusterClient(kubeConfig);
  const directory =
    options.directory ??
    (await mkdtemp(join(tmpdir(), 'golden-path-players-')));
  const workloads = watchWorkloads({ kubeConfig, client });
  const events = new EventRecorder({ client, now: () => new Date() });
  const shared = {
    kubeConfig,
    workloads,
    events,
    signal: stopping.signal,
    log,
  };
  const workloadPlayer = startWorkloadPlayer({ client, ...shared });
  const argoCd = await ArgoCdPlayer.start({
    podImages: workloadPlayer.podImages,
    kubectl,
    gitHub,
    handles: options.handles,
    directory: join(directory, 'repositories'),
    ...shared,
  });
  const ci = await CiPlayer.start({
    gitHub,
    repositories: argoCd.repositories,
    recordFile: join(directory, 'built.json'),
    buildMilliseconds: options.buildMilliseconds ?? usualBuild,
    signal: stopping.signal,
    log,
  });
  const players = [workloadPlayer, ci, argoCd];
  return {
    async stop() {
      stopping.abort();
      await Promise.all(
        Object.values(workloads).map(watched => watched.stop()),
      );
      for (const player of players) {
        await player.stop();
      }
      if (!options.directory) {
        await rm(directory, { recursive: true, force: true });
      }
    },
  };
}
