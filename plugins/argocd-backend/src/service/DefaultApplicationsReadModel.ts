import type { ReflectorEvent } from '@golden-path/kubernetes-reflector';
import {
  matchesQuery,
  type ApplicationQuery,
  type RolloutDetail,
  type Source,
} from '@golden-path/plugin-argocd-common';
import type { ClustersService } from '@golden-path/plugin-platform-node';
import type { Application } from '../client/Application';
import { SharedValues } from '../client/SharedValues';
import {
  byLabel,
  byName,
  byRollout,
  byRolloutCluster,
  labelKey,
  rolloutKey,
  rolloutsIn,
  watchApplications,
  type WatchedApplications,
  type WatchApplicationsOptions,
} from '../client/watchApplications';
import type { ArgocdConfig } from '../config';
import type {
  ApplicationsChange,
  ApplicationsReadModel,
} from './ApplicationsReadModel';
import {
  ClusterRollouts,
  sortRollouts,
  type RolloutsChange,
} from './ClusterRollouts';
import { sourceOf } from './sourceOf';

/** Options of {@link DefaultApplicationsReadModel.create}. */
export interface ApplicationsReadModelOptions {
  instances: ArgocdConfig['instances'];
  clusters: ClustersService;
  logger: WatchApplicationsOptions['logger'];
}

interface WatchedInstance {
  instance: ArgocdConfig['instances'][number];
  parts: WatchedApplications[];
}

/** Watches the applications of every instance, and the Rollouts of every cluster. */
export class DefaultApplicationsReadModel implements ApplicationsReadModel {
  readonly #watched: WatchedInstance[];
  readonly #rollouts: ClusterRollouts;

  private constructor(watched: WatchedInstance[], rollouts: ClusterRollouts) {
    this.#watched = watched;
    this.#rollouts = rollouts;
  }

  static create(
    options: ApplicationsReadModelOptions,
  ): DefaultApplicationsReadModel {
    const { instances, ...shared } = options;
    const values = SharedValues.create();
    return new DefaultApplicationsReadModel(
      instances.map(instance => ({
        instance,
        parts: watchApplications({ ...shared, instance, values }),
      })),
      // Without an Argo CD, nobody asks for Rollouts.
      ClusterRollouts.create({
        ...shared,
        names: instances.length > 0 ? options.clusters.names() : [],
      }),
    );
  }

  /** Begins to watch, in the background. */
  start(): void {
    this.#reflectors().forEach(reflector => reflector.start());
    this.#rollouts.start();
  }

  async stop(): Promise<void> {
    await Promise.all([
      ...this.#reflectors().map(reflector => reflector.stop()),
      this.#rollouts.stop(),
    ]);
  }

  /** {@inheritDoc ApplicationsReadModel.find} */
  find(query: ApplicationQuery): Application[] {
    const candidates = this.#reflectors().flatMap(reflector => [
      ...query.names.flatMap(name => reflector.find(byName, name)),
      ...labelled(reflector, query),
    ]);
    return [...new Set(candidates)].filter(application =>
      matchesQuery(query, application),
    );
  }

  /** {@inheritDoc ApplicationsReadModel.list} */
  list(): Application[] {
    return this.#reflectors().flatMap(reflector => reflector.list());
  }

  /** {@inheritDoc ApplicationsReadModel.rolloutsOf} */
  rolloutsOf(application: Application): RolloutDetail[] {
    return sortRollouts(
      rolloutsIn(application)
        .map(rollout => this.#rollouts.get(rollout))
        .filter(rollout => rollout !== undefined),
    );
  }

  /** {@inheritDoc ApplicationsReadModel.sources} */
  sources(query?: ApplicationQuery): Source[] {
    return [...this.#instanceSources(query), ...this.#rolloutSources(query)];
  }

  /** {@inheritDoc ApplicationsReadModel.subscribe} */
  subscribe(listener: (change: ApplicationsChange) => void): () => void {
    const ends = this.#watched.flatMap(({ instance, parts }) =>
      parts.map(({ reflector }) =>
        reflector.subscribe(event => listener(changeOf(instance.name, event))),
      ),
    );
    const end = this.#rollouts.subscribe(change =>
      this.#changesOf(change).forEach(listener),
    );
    return () => [...ends, end].forEach(endOne => endOne());
  }

  #reflectors() {
    return this.#watched.flatMap(({ parts }) =>
      parts.map(({ reflector }) => reflector),
    );
  }

  #instanceSources(query: ApplicationQuery | undefined): Source[] {
    const known = this.#watched.map(({ instance, parts }) =>
      sourceOf(
        instance,
        parts.map(({ namespace, reflector }) => ({
          namespace,
          status: reflector.status(),
        })),
      ),
    );
    const named = query?.instances ?? [];
    if (named.length === 0) {
      return known;
    }
    return named.map(
      name =>
        known.find(source => source.name === name) ?? {
          name,
          status: 'unavailable',
          message: `no Argo CD instance has the name ${name}: correct the annotation argocd/instance-name`,
        },
    );
  }

  /** Told only where the answer has applications with Rollouts that it cannot tell. */
  #rolloutSources(query: ApplicationQuery | undefined): Source[] {
    const problems = this.#rollouts.problems();
    if (problems.length === 0) {
      return [];
    }
    const clusters = query
      ? new Set(
          this.find(query).flatMap(application =>
            rolloutsIn(application).map(({ cluster }) => cluster),
          ),
        )
      : undefined;
    return problems
      .filter(({ cluster }) =>
        clusters
          ? clusters.has(cluster)
          : this.#reflectors().some(
              reflector => reflector.find(byRolloutCluster, cluster).length > 0,
            ),
      )
      .map(({ source }) => source);
  }

  #changesOf(change: RolloutsChange): ApplicationsChange[] {
    if (change.type === 'cluster') {
      return this.#watched.map(({ instance }) => ({
        type: 'source',
        instance: instance.name,
      }));
    }
    const owners = this.#reflectors().flatMap(reflector =>
      reflector.find(byRollout, rolloutKey(change.rollout)),
    );
    return owners.map(owner => ({ type: 'application', versions: [owner] }));
  }
}

function changeOf(
  instance: string,
  event: ReflectorEvent<Application>,
): ApplicationsChange {
  switch (event.type) {
    case 'status':
      return { type: 'source', instance };
    case 'deleted':
      return { type: 'application', versions: [event.previous] };
    default:
      return {
        type: 'application',
        versions: event.previous
          ? [event.previous, event.value]
          : [event.value],
      };
  }
}

/** Looks up by one exact label where the selector has one; else all applications have to be looked at. */
function labelled(
  reflector: WatchedApplications['reflector'],
  { selector }: ApplicationQuery,
): Application[] {
  if (!selector) {
    return [];
  }
  const exact = selector.find(({ operator }) => operator === 'in');
  return exact
    ? exact.values.flatMap(value =>
        reflector.find(byLabel, labelKey(exact.key, value)),
      )
    : reflector.list();
}
