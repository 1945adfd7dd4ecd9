import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  type ApplicationQuery,
  type Deployment,
  type DeploymentDetail,
  type DeploymentId,
} from '@golden-path/plugin-argocd-common';
import type { Application } from '../client/Application';
import type { ApplicationsReadModel } from './ApplicationsReadModel';
import type { ChangeAnnouncer } from './ChangeAnnouncer';
import type { DeploymentCommits } from './DeploymentCommits';
import { deploymentDetailOf } from './deploymentDetailOf';
import {
  deploymentOf,
  sortDeployments,
  type DeploymentRules,
} from './deploymentOf';
import type {
  DeploymentsServiceOptions,
  EntityDeploymentsService,
} from './DeploymentsService';
import type { LiveObjects, LiveObjectsAnswer } from './LiveObjects';
import type { ServiceEntity } from './ServiceEntity';
import type { VisibleEntities } from './VisibleEntities';

/** Options of {@link DefaultDeploymentsService.create}. */
export interface DefaultDeploymentsServiceOptions {
  applications: ApplicationsReadModel;
  announcer: Pick<ChangeAnnouncer, 'watch'>;
  commits: DeploymentCommits;
  entities: Pick<VisibleEntities, 'get'>;
  liveObjects: LiveObjects;
  rules: DeploymentRules;
}

/** Answers from memory; only the entity itself is read, with the rights of the caller. */
export class DefaultDeploymentsService implements EntityDeploymentsService {
  readonly #options: DefaultDeploymentsServiceOptions;

  private constructor(options: DefaultDeploymentsServiceOptions) {
    this.#options = options;
  }

  static create(
    options: DefaultDeploymentsServiceOptions,
  ): DefaultDeploymentsService {
    return new DefaultDeploymentsService(options);
  }

  /** {@inheritDoc EntityDeploymentsService.getDeployments} */
  async getDeployments(entityRef: string, options: DeploymentsServiceOptions) {
    const { applications, commits } = this.#options;
    const entity = await this.#entityOf(entityRef, options);
    const query = queryOf(entity);
    const answer = this.#deploymentsOf(entity, query);
    return {
      ...answer,
      distances: commits.distancesOf(entity, answer.items),
      sources: applications.sources(query),
    };
  }

  /** {@inheritDoc EntityDeploymentsService.getDeployment} */
  async getDeployment(
    entityRef: string,
    id: DeploymentId,
    options: DeploymentsServiceOptions,
  ): Promise<DeploymentDetail> {
    const { announcer, applications, commits, rules } = this.#options;
    const entity = await this.#entityOf(entityRef, options);
    const query = queryOf(entity);
    const application = query && this.#applicationOf(query, id);
    if (!application) {
      throw new NotFoundError(
        `${entityRef} has no deployment ${id.namespace}/${id.name} in the Argo CD instance ${id.instance}.`,
      );
    }
    const rollouts = applications.rolloutsOf(application);
    const deployment = deploymentOf(
      { application, rollout: rollouts[0] },
      entity,
      rules,
    );
    const { items } = this.#deploymentsOf(entity, query);
    const { history, sources } = commits.historyOf(entity, deployment);
    const live = await this.#liveObjectsOf(application, deployment);
    return {
      ...deploymentDetailOf({ application, deployment, rollouts, live }),
      entityRef,
      history,
      distances: commits
        .distancesOf(entity, items)
        .filter(({ from, to }) =>
          [from, to].includes(deployment.environment ?? ''),
        ),
      sources: [
        ...applications
          .sources(query)
          .filter(({ name }) => name === id.instance),
        ...live.sources,
        ...sources,
      ],
      changeKey: announcer.watch(entityRef, query),
    };
  }

  /** {@inheritDoc EntityDeploymentsService.getDeploymentsOfEntities} */
  async getDeploymentsOfEntities(
    entityRefs: string[],
    options: DeploymentsServiceOptions,
  ) {
    const { applications, entities } = this.#options;
    const found = await entities.get(entityRefs, options);
    return {
      items: found
        .filter(entity => entity !== undefined)
        .map(entity => {
          // An annotation that cannot be read is explained on the page of its entity, not here.
          const reading = entity.applications;
          const query = reading.type === 'query' ? reading.query : undefined;
          const { items, changeKey } = this.#deploymentsOf(entity, query);
          const { entityRef } = entity;
          return { entityRef, deployments: items, changeKey };
        }),
      sources: applications.sources(),
    };
  }

  async #entityOf(
    entityRef: string,
    options: DeploymentsServiceOptions,
  ): Promise<ServiceEntity> {
    const [entity] = await this.#options.entities.get([entityRef], options);
    if (!entity) {
      throw new NotFoundError(
        `There is no entity ${entityRef}, or you may not see it.`,
      );
    }
    return entity;
  }

  /** Looked up among the applications of the entity itself: that somebody knows a name gives no access to it. */
  #applicationOf(
    query: ApplicationQuery,
    { instance, namespace, name }: DeploymentId,
  ): Application | undefined {
    const { applications } = this.#options;
    const source = applications
      .sources(query)
      .find(candidate => candidate.name === instance);
    const application = applications
      .find(query)
      .find(
        candidate =>
          candidate.instance === instance &&
          candidate.namespace === namespace &&
          candidate.name === name,
      );
    if (!application && source?.status === 'warming') {
      throw new ServiceUnavailableError(
        `The applications of the Argo CD instance ${instance} are still being read: try again in a few seconds.`,
      );
    }
    return application;
  }

  /** Who only claims an application learns nothing that the portal would have to ask its cluster for. */
  async #liveObjectsOf(
    application: Application,
    deployment: Deployment,
  ): Promise<LiveObjectsAnswer> {
    return deployment.confirmed
      ? this.#options.liveObjects.get(application)
      : { children: [], events: [], sources: [] };
  }

  #deploymentsOf(
    entity: ServiceEntity,
    query: ApplicationQuery | undefined,
  ): { items: Deployment[]; changeKey?: string } {
    const { applications, announcer, rules } = this.#options;
    if (!query) {
      return { items: [] };
    }
    const deployments = applications.find(query).map(application => {
      const [rollout] = applications.rolloutsOf(application);
      return deploymentOf({ application, rollout }, entity, rules);
    });
    return {
      items: sortDeployments(deployments, rules),
      changeKey: announcer.watch(entity.entityRef, query),
    };
  }
}

function queryOf({
  applications,
  entityRef,
}: ServiceEntity): ApplicationQuery | undefined {
  if (applications.type === 'invalid') {
    throw new InputError(`${entityRef}: ${applications.problem}`);
  }
  return applications.type === 'query' ? applications.query : undefined;
}
