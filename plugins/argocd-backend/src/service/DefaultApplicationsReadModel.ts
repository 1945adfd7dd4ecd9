import {
  matchesQuery,
  type ApplicationQuery,
  type RolloutDetail,
  type Source,
} from '@golden-path/plugin-argocd-common';
import type { ClustersService } from '@golden-path/plugin-platform-node';
import type { Application } from '../client/Application';
import {
  byLabel,
  byName,
  labelKey,
  watchApplications,
  type WatchedApplications,
  type WatchApplicationsOptions,
} from '../client/watchApplications';
import type {
  ArgocdConfig,
  ClusterInstanceConfig,
  ServerInstanceConfig,
} from '../config';
import type {
  ApplicationsChange,
  ApplicationsReadModel,
} from './ApplicationsReadModel';
import { sourceOf } from './sourceOf';

/** Options of {@link DefaultApplicationsReadModel.create}. */
export interface ApplicationsReadModelOptions {
  instances: ArgocdConfig['instances'];
  clusters: ClustersService;
  logger: WatchApplicationsOptions['logger'];
}

interface WatchedInstance {
  instance: ClusterInstanceConfig;
  applications: WatchedApplications;
}

/** Watches the Application resources of every instance that is read from a cluster. */
export class DefaultApplicationsReadModel implements ApplicationsReadModel {
  readonly #watched: WatchedInstance[];
  readonly #unsupported: ServerInstanceConfig[];

  private constructor(
    watched: WatchedInstance[],
    unsupported: ServerInstanceConfig[],
  ) {
    this.#watched = watched;
    this.#unsupported = unsupported;
  }

  static create(
    options: ApplicationsReadModelOptions,
  ): DefaultApplicationsReadModel {
    const { instances, clusters, logger } = options;
    const watched = instances
      .filter(instance => instance.type === 'cluster')
      .map(instance => ({
        instance,
        applications: watchApplications({
          instance,
          loadKubeConfig: () => clusters.get(instance.cluster),
          logger,
        }),
      }));
    return new DefaultApplicationsReadModel(
      watched,
      instances.filter(instance => instance.type === 'server'),
    );
  }

  /** Begins to watch, in the background. */
  start(): void {
    this.#watched.forEach(({ applications }) => applications.start());
  }

  async stop(): Promise<void> {
    await Promise.all(
      this.#watched.map(({ applications }) => applications.stop()),
    );
  }

  /** {@inheritDoc ApplicationsReadModel.find} */
  find(query: ApplicationQuery): Application[] {
    const candidates = this.#watched.flatMap(({ applications }) => [
      ...query.names.flatMap(name => applications.find(byName, name)),
      ...labelled(applications, query),
    ]);
    return [...new Set(candidates)].filter(application =>
      matchesQuery(query, application),
    );
  }

  /** {@inheritDoc ApplicationsReadModel.list} */
  list(): Application[] {
    return this.#watched.flatMap(({ applications }) => applications.list());
  }

  /** {@inheritDoc ApplicationsReadModel.rolloutsOf} */
  rolloutsOf(): RolloutDetail[] {
    return [];
  }

  /** {@inheritDoc ApplicationsReadModel.sources} */
  sources(query?: ApplicationQuery): Source[] {
    const known: Source[] = [
      ...this.#watched.map(({ instance, applications }) =>
        sourceOf(instance, applications.status()),
      ),
      ...this.#unsupported.map(({ name }) => ({
        name,
        status: 'unavailable' as const,
        message:
          'reading from an Argo CD API server is not supported yet: give the instance a cluster and a namespace instead',
      })),
    ];
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

  /** {@inheritDoc ApplicationsReadModel.subscribe} */
  subscribe(listener: (change: ApplicationsChange) => void): () => void {
    const ends = this.#watched.map(({ instance, applications }) =>
      applications.subscribe(event => {
        if (event.type === 'status') {
          listener({ type: 'source', instance: instance.name });
        } else if (event.type === 'deleted') {
          listener({ type: 'application', versions: [event.previous] });
        } else {
          const { value, previous } = event;
          listener({
            type: 'application',
            versions: previous ? [previous, value] : [value],
          });
        }
      }),
    );
    return () => ends.forEach(end => end());
  }
}

/** Looks up by one exact label where the selector has one; else all applications have to be looked at. */
function labelled(
  applications: WatchedApplications,
  { selector }: ApplicationQuery,
): Application[] {
  if (!selector) {
    return [];
  }
  const exact = selector.find(({ operator }) => operator === 'in');
  return exact
    ? exact.values.flatMap(value =>
        applications.find(byLabel, labelKey(exact.key, value)),
      )
    : applications.list();
}
