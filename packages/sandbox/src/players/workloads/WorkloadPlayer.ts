import {
  hasStatusCode,
  type ClusterClient,
} from '../../cluster/ClusterClient.ts';
import { resources } from '../../cluster/resources.ts';
import { mergePatch } from '../argoCd/applicationStatus.ts';
import type { EventRecorder } from '../events/EventRecorder.ts';
import { forEach } from '../forEach.ts';
import type { WatchedObjects } from '../WatchedObjects.ts';
import { advanceReplicas, podTemplateHash } from './advanceReplicas.ts';
import { advanceRollout } from './advanceRollout.ts';
import type { AnalysisRun } from './analysisRun.ts';
import { AnalysisPlayer } from './AnalysisPlayer.ts';
import {
  byController,
  controllerOf,
  hashLabels,
  type Pod,
  type ReplicaSet,
} from './ownedObjects.ts';
import { hashOf, planDeployment } from './planDeployment.ts';
import { countOf, planRollout } from './planRollout.ts';
import { PodWriter } from './PodWriter.ts';
import { ReplicaSetWriter, revisionFor } from './ReplicaSetWriter.ts';
import type { Rollout, RolloutStatus } from './rollout.ts';
import {
  workloadResources,
  type Workload,
  type WorkloadKind,
} from './workload.ts';

const parallel = 4;

export interface WorkloadPlayerOptions {
  readonly client: ClusterClient;
  readonly events: EventRecorder;
  readonly watched: {
    readonly Deployment: WatchedObjects<Workload>;
    readonly Rollout: WatchedObjects<Rollout>;
    readonly replicaSets: WatchedObjects<ReplicaSet>;
    readonly pods: WatchedObjects<Pod>;
    readonly analysisRuns: WatchedObjects<AnalysisRun>;
  };
  /** How long a replica takes to start and to answer its readiness probe. */
  readonly replicaMilliseconds: number;
  now(): Date;
}

/** Who belongs to whom, at one look. */
interface Look {
  readonly replicaSets: ReadonlyMap<string, readonly ReplicaSet[]>;
  readonly pods: ReadonlyMap<string, readonly Pod[]>;
  readonly analysisRuns: ReadonlyMap<string, readonly AnalysisRun[]>;
}

/** Plays the controllers of Deployments, Rollouts and ReplicaSets, and the nodes. */
export class WorkloadPlayer {
  readonly #options: WorkloadPlayerOptions;
  readonly #replicaSets: ReplicaSetWriter;
  readonly #pods: PodWriter;
  readonly #analyses: AnalysisPlayer;
  /** The version of each workload that was written last: the watch may be a moment behind. */
  readonly #versions = new Map<string, bigint>();

  constructor(options: WorkloadPlayerOptions) {
    const { client, events, now } = options;
    this.#options = options;
    this.#replicaSets = new ReplicaSetWriter(client, events);
    this.#pods = new PodWriter(client, events, now);
    this.#analyses = new AnalysisPlayer(client, events, now);
  }

  /** One look at everything, and what follows from it. Done again and again; each time from what is there. */
  async look(): Promise<void> {
    const { watched } = this.#options;
    if (!Object.values(watched).every(({ isReady }) => isReady)) {
      return;
    }
    const look = {
      replicaSets: byController(watched.replicaSets.list()),
      pods: byController(watched.pods.list()),
      analysisRuns: byController(watched.analysisRuns.list()),
    };
    await forEach(watched.Deployment.list(), parallel, deployment =>
      this.#unlessGone(() => this.#advanceDeployment(deployment, look)),
    );
    await forEach(watched.Rollout.list(), parallel, rollout =>
      this.#unlessGone(() => this.#advanceRollout(rollout, look)),
    );
    await forEach(watched.replicaSets.list(), parallel, replicaSet =>
      this.#unlessGone(() =>
        this.#pods.apply(
          replicaSet,
          look.pods.get(replicaSet.metadata?.uid ?? '') ?? [],
        ),
      ),
    );
    await forEach(watched.analysisRuns.list(), parallel, run =>
      this.#unlessGone(() => this.#advanceAnalysis(run, look)),
    );
    await this.#collectGarbage();
  }

  /** Nothing is said of what somebody deletes meanwhile. */
  async #unlessGone(action: () => Promise<void>): Promise<void> {
    await action().catch(error => {
      if (!hasStatusCode(error, 404)) {
        throw error;
      }
    });
  }

  #isOutdated({ metadata }: Workload): boolean {
    const { uid = '', resourceVersion = '0' } = metadata ?? {};
    return BigInt(resourceVersion) < (this.#versions.get(uid) ?? 0n);
  }

  async #advanceDeployment(deployment: Workload, look: Look): Promise<void> {
    const { metadata } = deployment;
    if (metadata?.deletionTimestamp || this.#isOutdated(deployment)) {
      return;
    }
    const replicaSets = look.replicaSets.get(metadata?.uid ?? '') ?? [];
    const status = advanceReplicas(deployment, {
      now: this.#options.now(),
      replicaMilliseconds: this.#options.replicaMilliseconds,
    });
    const workload = status ? { ...deployment, status } : deployment;
    const hash = podTemplateHash(deployment);
    await this.#replicaSets.apply(
      { kind: 'Deployment', workload, replicaSets },
      planDeployment(workload, replicaSets),
      { hash, revision: revisionFor('Deployment', replicaSets, hash) },
    );
    if (status) {
      await this.#writeStatus('Deployment', deployment, status);
    }
  }

  async #advanceRollout(rollout: Rollout, look: Look): Promise<void> {
    const { metadata, status: before = {} } = rollout;
    if (metadata?.deletionTimestamp || this.#isOutdated(rollout)) {
      return;
    }
    const replicaSets = look.replicaSets.get(metadata?.uid ?? '') ?? [];
    const runs = look.analysisRuns.get(metadata?.uid ?? '') ?? [];
    const hash = podTemplateHash(rollout);
    const revision = revisionFor('Rollout', replicaSets, hash);
    const { stableRS } = before;
    const advance = advanceRollout(rollout, {
      replicas: {
        updated: countOf(replicaSets, hash),
        stable:
          stableRS === hash
            ? { replicas: 0, available: 0 }
            : countOf(replicaSets, stableRS),
      },
      revision,
      analysis: stepAnalysis(rollout, runs),
      now: this.#options.now(),
      replicaMilliseconds: this.#options.replicaMilliseconds,
    });
    await this.#replicaSets.apply(
      { kind: 'Rollout', workload: rollout, replicaSets },
      planRollout(rollout, replicaSets, advance.replicas),
      { hash, revision },
    );
    let { status } = advance;
    if (advance.startAnalysis) {
      const started = { hash, revision, runs };
      const name = await this.#analyses.start(
        rollout,
        advance.startAnalysis,
        started,
      );
      const currentStepAnalysisRunStatus = { name, status: 'Pending' };
      status = {
        ...status,
        canary: { ...status.canary, currentStepAnalysisRunStatus },
      };
    }
    await this.#writeStatus('Rollout', rollout, status);
    for (const event of advance.events) {
      await this.#options.events.record(rollout, event, 'rollouts-controller');
    }
  }

  async #advanceAnalysis(run: AnalysisRun, look: Look): Promise<void> {
    if (run.status?.completedAt) {
      return;
    }
    const hash = run.metadata?.labels?.[hashLabels.Rollout];
    const images = (look.replicaSets.get(controllerOf(run) ?? '') ?? [])
      .filter(set => hashOf('Rollout', set) === hash)
      .flatMap(set => set.spec?.template?.spec?.containers ?? [])
      .flatMap(({ image }) => image ?? []);
    await this.#analyses.advance(run, images);
  }

  async #writeStatus(
    kind: WorkloadKind,
    workload: Workload,
    status: object | RolloutStatus,
  ): Promise<void> {
    const patch = mergePatch(workload.status ?? {}, withoutUndefined(status));
    if (!Object.keys(Object(patch)).length) {
      return;
    }
    const { name = '', namespace = '', uid = '' } = workload.metadata ?? {};
    const written = await this.#options.client.merge(
      { ...workloadResources[kind], name, namespace },
      { status: patch },
      { subresource: 'status' },
    );
    const version = written.metadata?.resourceVersion ?? '0';
    this.#versions.set(uid, BigInt(version));
  }

  /** Deletes what was made for an object that is no longer there. */
  async #collectGarbage(): Promise<void> {
    const { client, watched } = this.#options;
    const uids = (objects: readonly { metadata?: { uid?: string } }[]) =>
      new Set(objects.map(({ metadata }) => metadata?.uid));
    const workloads = uids([
      ...watched.Deployment.list(),
      ...watched.Rollout.list(),
    ]);
    const owned = [
      {
        resource: resources.replicaSets,
        objects: watched.replicaSets.list(),
        owners: workloads,
      },
      {
        resource: resources.analysisRuns,
        objects: watched.analysisRuns.list(),
        owners: workloads,
      },
      {
        resource: resources.pods,
        objects: watched.pods.list(),
        owners: uids(watched.replicaSets.list()),
      },
    ];
    for (const { resource, objects, owners } of owned) {
      for (const object of objects) {
        const owner = controllerOf(object);
        if (owner && !owners.has(owner)) {
          const { name = '', namespace = '' } = object.metadata ?? {};
          await client.deleteAt({ ...resource, name, namespace });
        }
      }
    }
  }
}

function withoutUndefined(status: object): unknown {
  // What has no value is left out, so that it compares as what the API server has.
  return JSON.parse(JSON.stringify(status));
}

function stepAnalysis(rollout: Rollout, runs: readonly AnalysisRun[]) {
  const name = rollout.status?.canary?.currentStepAnalysisRunStatus?.name;
  if (!name) {
    return undefined;
  }
  const run = runs.find(({ metadata }) => metadata?.name === name);
  const { phase = 'Pending', message } = run?.status ?? {};
  return { name, phase, message };
}
