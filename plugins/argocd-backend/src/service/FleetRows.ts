import {
  attentionOf,
  versionOf,
  type ApplicationQuery,
} from '@golden-path/plugin-argocd-common';
import { LRUCache } from 'lru-cache';
import type { Application } from '../client/Application';
import type { ApplicationsReadModel } from './ApplicationsReadModel';
import {
  deploymentOf,
  promotionRankOf,
  sortDeployments,
  type DeploymentRules,
} from './deploymentOf';
import type { FleetRow } from './FleetRow';
import type { ServiceEntity } from './ServiceEntity';

/** Options of {@link FleetRows.create}. */
export interface FleetRowsOptions {
  applications: Pick<
    ApplicationsReadModel,
    'find' | 'rolloutsOf' | 'subscribe'
  >;
  rules: DeploymentRules;
}

/**
 * The rows of the fleet, joined once from entities and applications and kept until one of those changes. A change
 * touches only the entities that may mean the application: with thousands of them, joining all again would take longer
 * than the next change.
 */
export class FleetRows {
  readonly #options: FleetRowsOptions;
  readonly #rows = new LRUCache<ServiceEntity, readonly FleetRow[]>({
    max: 50_000,
    dispose: (_, entity) => this.#removeFromIndex(entity),
  });
  /** Which entities may mean an application with this name or label. */
  readonly #entitiesByKey = new Map<string, Set<ServiceEntity>>();

  private constructor(options: FleetRowsOptions) {
    this.#options = options;
  }

  static create(options: FleetRowsOptions): FleetRows {
    const rows = new FleetRows(options);
    options.applications.subscribe(change => {
      if (change.type === 'application') {
        change.versions.forEach(version => rows.#forget(version));
      }
    });
    return rows;
  }

  /** The deployments of an entity in the order of promotion. */
  rowsOf(entity: ServiceEntity): readonly FleetRow[] {
    const known = this.#rows.get(entity);
    if (known) {
      return known;
    }
    const rows = this.#join(entity);
    this.#rows.set(entity, rows);
    for (const key of keysOfEntity(entity)) {
      const entities = this.#entitiesByKey.get(key) ?? new Set();
      this.#entitiesByKey.set(key, entities.add(entity));
    }
    return rows;
  }

  #join(entity: ServiceEntity): FleetRow[] {
    if (entity.applications.type !== 'query') {
      return [];
    }
    const { applications, rules } = this.#options;
    const rows = applications
      .find(entity.applications.query)
      .map(application => this.#rowOf(application, entity));
    return rows.length > 1 ? sortDeployments(rows, rules) : rows;
  }

  #rowOf(application: Application, entity: ServiceEntity): FleetRow {
    const { applications, rules } = this.#options;
    const [rollout] = applications.rolloutsOf(application);
    const deployment = deploymentOf({ application, rollout }, entity, rules);
    const { environment, confirmed } = deployment;
    const attention = attentionOf(deployment);
    return {
      entity,
      application,
      rollout,
      instance: application.instance,
      environment,
      confirmed,
      health: application.health.status,
      sync: application.sync.status,
      promotionRank: promotionRankOf(environment, rules),
      attentionRank: attention?.rank ?? 0,
      problem: attention?.problem,
      text: [
        entity.entityRef,
        entity.title ?? '',
        application.name,
        application.project,
        versionOf(deployment),
      ]
        .join('\n')
        .toLocaleLowerCase('en-US'),
    };
  }

  #forget(application: Application): void {
    for (const key of keysOfApplication(application)) {
      for (const entity of this.#entitiesByKey.get(key) ?? []) {
        this.#rows.delete(entity);
      }
    }
  }

  #removeFromIndex(entity: ServiceEntity): void {
    for (const key of keysOfEntity(entity)) {
      const entities = this.#entitiesByKey.get(key);
      entities?.delete(entity);
      if (entities?.size === 0) {
        this.#entitiesByKey.delete(key);
      }
    }
  }
}

const anyApplication = '*';

function keysOfEntity({ applications }: ServiceEntity): string[] {
  return applications.type === 'query' ? keysOfQuery(applications.query) : [];
}

/** An application that a query means has at least one of these keys. */
function keysOfQuery({ names, selector }: ApplicationQuery): string[] {
  const keys = names.map(name => `name ${name}`);
  if (!selector) {
    return keys;
  }
  const exact = selector.find(({ operator }) => operator === 'in');
  return exact
    ? [...keys, ...exact.values.map(value => `label ${exact.key}=${value}`)]
    : [...keys, anyApplication];
}

function keysOfApplication({ name, labels }: Application): string[] {
  return [
    anyApplication,
    `name ${name}`,
    ...Object.entries(labels).map(([key, value]) => `label ${key}=${value}`),
  ];
}
