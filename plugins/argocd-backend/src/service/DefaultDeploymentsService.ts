import { stringifyEntityRef, type Entity } from '@backstage/catalog-model';
import { InputError, NotFoundError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  readApplicationQuery,
  type Deployment,
  type ApplicationQuery,
} from '@golden-path/plugin-argocd-common';
import type { ApplicationsReadModel } from './ApplicationsReadModel';
import type { ChangeAnnouncer } from './ChangeAnnouncer';
import {
  deploymentOf,
  sortDeployments,
  type DeploymentRules,
} from './deploymentOf';
import type {
  DeploymentsService,
  DeploymentsServiceOptions,
} from './DeploymentsService';

/** Options of {@link DefaultDeploymentsService.create}. */
export interface DefaultDeploymentsServiceOptions {
  applications: ApplicationsReadModel;
  announcer: Pick<ChangeAnnouncer, 'watch'>;
  catalog: CatalogService;
  rules: DeploymentRules;
}

/** Answers from memory; only the entity itself is read, with the rights of the caller. */
export class DefaultDeploymentsService implements DeploymentsService {
  readonly #options: DefaultDeploymentsServiceOptions;

  private constructor(options: DefaultDeploymentsServiceOptions) {
    this.#options = options;
  }

  static create(
    options: DefaultDeploymentsServiceOptions,
  ): DefaultDeploymentsService {
    return new DefaultDeploymentsService(options);
  }

  /** {@inheritDoc DeploymentsService.getDeployments} */
  async getDeployments(entityRef: string, options: DeploymentsServiceOptions) {
    const { applications, catalog } = this.#options;
    const entity = await catalog.getEntityByRef(entityRef, options);
    if (!entity) {
      throw new NotFoundError(
        `There is no entity ${entityRef}, or you may not see it.`,
      );
    }
    const reading = readApplicationQuery(entity.metadata.annotations);
    if (reading.type === 'invalid') {
      throw new InputError(`${entityRef}: ${reading.problem}`);
    }
    const query = reading.type === 'query' ? reading.query : undefined;
    return {
      ...this.#deploymentsOf(entity, query),
      distances: [],
      sources: applications.sources(query),
    };
  }

  /** {@inheritDoc DeploymentsService.getDeploymentsOfEntities} */
  async getDeploymentsOfEntities(
    entityRefs: string[],
    options: DeploymentsServiceOptions,
  ) {
    const { applications, catalog } = this.#options;
    const { items } = await catalog.getEntitiesByRefs({ entityRefs }, options);
    return {
      items: items
        .filter(entity => entity !== undefined)
        .map(entity => {
          // An annotation that cannot be read is explained on the page of its entity, not here.
          const reading = readApplicationQuery(entity.metadata.annotations);
          const query = reading.type === 'query' ? reading.query : undefined;
          const { items: deployments, changeKey } = this.#deploymentsOf(
            entity,
            query,
          );
          return {
            entityRef: stringifyEntityRef(entity),
            deployments,
            changeKey,
          };
        }),
      sources: applications.sources(),
    };
  }

  #deploymentsOf(
    entity: Entity,
    query: ApplicationQuery | undefined,
  ): { items: Deployment[]; changeKey?: string } {
    const { applications, announcer, rules } = this.#options;
    if (!query) {
      return { items: [] };
    }
    const deployments = applications
      .find(query)
      .map(application => deploymentOf(application, entity, rules));
    return {
      items: sortDeployments(deployments, rules),
      changeKey: announcer.watch(stringifyEntityRef(entity), query),
    };
  }
}
