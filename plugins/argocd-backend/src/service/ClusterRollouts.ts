import type {
  Rollout,
  RolloutDetail,
  Source,
} from '@golden-path/plugin-argocd-common';
import type { ClustersService } from '@golden-path/plugin-platform-node';
import {
  byRollout,
  watchRollouts,
  type WatchedRollouts,
  type WatchRolloutsOptions,
} from '../client/watchRollouts';
import { sourceOfRollouts } from './sourceOf';

/** Options of {@link ClusterRollouts.create}. */
export interface ClusterRolloutsOptions {
  clusters: Pick<ClustersService, 'get'>;
  /** The clusters whose Rollouts are watched. */
  names: readonly string[];
  logger: WatchRolloutsOptions['logger'];
}

/** Names a Rollout. */
export interface RolloutName {
  cluster: string;
  namespace: string;
  name: string;
}

/** A Rollout that changed, or how well those of a cluster are known. */
export type RolloutsChange =
  | { type: 'rollout'; rollout: RolloutName }
  | { type: 'cluster'; cluster: string };

const maximumAnalyses = 10;

/** The Rollouts of all clusters with the analyses of their current revisions. */
export class ClusterRollouts {
  readonly #watched: ReadonlyMap<string, WatchedRollouts>;

  private constructor(watched: ReadonlyMap<string, WatchedRollouts>) {
    this.#watched = watched;
  }

  static create(options: ClusterRolloutsOptions): ClusterRollouts {
    const { clusters, names, logger } = options;
    return new ClusterRollouts(
      new Map(
        names.map(name => [
          name,
          watchRollouts({
            loadKubeConfig: () => clusters.get(name),
            logger,
          }),
        ]),
      ),
    );
  }

  /** Begins to watch, in the background. */
  start(): void {
    this.#reflectors().forEach(reflector => reflector.start());
  }

  async stop(): Promise<void> {
    await Promise.all(this.#reflectors().map(reflector => reflector.stop()));
  }

  /** A Rollout, if there is one. */
  get({ cluster, namespace, name }: RolloutName): RolloutDetail | undefined {
    const watched = this.#watched.get(cluster);
    const rollout = watched?.rollouts.get(namespace, name);
    if (!watched || !rollout) {
      return undefined;
    }
    const analyses = watched.analysisRuns
      .find(byRollout, `${namespace}/${name}`)
      .filter(
        ({ hash, analysis }) =>
          rollout.currentAnalyses.includes(analysis.name) ||
          (hash !== undefined && hash === rollout.currentHash),
      )
      .toSorted((left, right) => right.createdAt.localeCompare(left.createdAt))
      .slice(0, maximumAnalyses)
      .map(({ analysis }) => analysis);
    return { ...rollout.detail, analyses };
  }

  /** The clusters whose Rollouts are not known as they are. One without Argo Rollouts is none of them. */
  problems(): { cluster: string; source: Source }[] {
    return [...this.#watched].flatMap(
      ([cluster, { rollouts, analysisRuns }]) => {
        const problem = [rollouts, analysisRuns]
          .map(reflector => reflector.status())
          .find(
            ({ state, reason }) => state !== 'live' && reason?.status !== 404,
          );
        return problem
          ? [{ cluster, source: sourceOfRollouts(cluster, problem) }]
          : [];
      },
    );
  }

  /** Calls back after every change. Returns a function that ends this. */
  subscribe(listener: (change: RolloutsChange) => void): () => void {
    const ends = [...this.#watched].flatMap(
      ([cluster, { rollouts, analysisRuns }]) => [
        rollouts.subscribe(event => {
          if (event.type === 'status') {
            listener({ type: 'cluster', cluster });
            return;
          }
          const { detail } =
            event.type === 'deleted' ? event.previous : event.value;
          const { namespace, name } = detail;
          listener({ type: 'rollout', rollout: { cluster, namespace, name } });
        }),
        analysisRuns.subscribe(event => {
          if (event.type === 'status') {
            listener({ type: 'cluster', cluster });
            return;
          }
          const { namespace, rollout: name } =
            event.type === 'deleted' ? event.previous : event.value;
          listener({ type: 'rollout', rollout: { cluster, namespace, name } });
        }),
      ],
    );
    return () => ends.forEach(end => end());
  }

  #reflectors() {
    return [...this.#watched.values()].flatMap(({ rollouts, analysisRuns }) => [
      rollouts,
      analysisRuns,
    ]);
  }
}

const urgency = {
  Degraded: 0,
  Paused: 1,
  Progressing: 2,
  Unknown: 3,
  Healthy: 4,
} satisfies Record<Rollout['phase'], number>;

/** Sorts what needs attention first. */
export function sortRollouts(rollouts: RolloutDetail[]): RolloutDetail[] {
  return rollouts.toSorted(
    (left, right) =>
      urgency[left.phase] - urgency[right.phase] ||
      left.name.localeCompare(right.name),
  );
}
