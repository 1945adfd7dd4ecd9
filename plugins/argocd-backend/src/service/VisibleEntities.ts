import type {
  AuthService,
  BackstageCredentials,
} from '@backstage/backend-plugin-api';
import {
  ANNOTATION_APP_NAME,
  ANNOTATION_APP_SELECTOR,
} from '@golden-path/plugin-argocd-common';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { LRUCache } from 'lru-cache';
import { isDeepStrictEqual } from 'node:util';
import { callerOf } from './callerOf';
import { compareText } from './compareText';
import {
  maximumLifetime,
  PerCallerCache,
  refusalLifetime,
} from './PerCallerCache';
import type { ServiceEntity } from './ServiceEntity';
import { serviceEntityFields, serviceEntityOf } from './serviceEntityOf';

/** Options of {@link VisibleEntities.create}. */
export interface VisibleEntitiesOptions {
  auth: Pick<AuthService, 'isPrincipal'>;
  catalog: Pick<CatalogService, 'getEntitiesByRefs' | 'streamEntities'>;
  now?: () => number;
}

const nameField = `metadata.annotations.${ANNOTATION_APP_NAME}` as const;
const selectorField =
  `metadata.annotations.${ANNOTATION_APP_SELECTOR}` as const;

/** The catalog, as a caller sees it. */
export class VisibleEntities {
  readonly #options: VisibleEntitiesOptions;
  readonly #found: PerCallerCache<ServiceEntity | undefined>;
  // What is the same for several callers is one object, so that what is derived from it is derived once.
  readonly #shared = new LRUCache<string, ServiceEntity>({ max: 50_000 });

  private constructor(options: VisibleEntitiesOptions) {
    this.#options = options;
    this.#found = PerCallerCache.create({
      maximumEntries: 20_000,
      lifetimeOf: entity => (entity ? maximumLifetime : refusalLifetime),
      now: options.now,
    });
  }

  static create(options: VisibleEntitiesOptions): VisibleEntities {
    return new VisibleEntities(options);
  }

  /** Some entities, in the order of their references; nothing for those that the caller does not see. */
  async get(
    entityRefs: readonly string[],
    { credentials }: { credentials: BackstageCredentials },
  ): Promise<(ServiceEntity | undefined)[]> {
    const { auth, catalog } = this.#options;
    return this.#found.getMany(
      callerOf(auth, credentials),
      entityRefs,
      async missing => {
        const { items } = await catalog.getEntitiesByRefs(
          { entityRefs: missing, fields: serviceEntityFields },
          { credentials },
        );
        return items.map(entity =>
          entity ? this.#share(serviceEntityOf(entity)) : undefined,
        );
      },
    );
  }

  /** All entities that name applications and that the caller sees, by their references. */
  async list({
    credentials,
  }: {
    credentials: BackstageCredentials;
  }): Promise<ServiceEntity[]> {
    const visible: ServiceEntity[] = [];
    const pages = this.#options.catalog.streamEntities(
      {
        query: {
          $any: [
            { [nameField]: { $exists: true } },
            { [selectorField]: { $exists: true } },
          ],
        },
        fields: serviceEntityFields,
        totalItems: 'exclude',
        pageSize: 1_000,
      },
      { credentials },
    );
    for await (const page of pages) {
      visible.push(...page.map(entity => this.#share(serviceEntityOf(entity))));
    }
    return visible.sort((left, right) =>
      compareText(left.entityRef, right.entityRef),
    );
  }

  #share(entity: ServiceEntity): ServiceEntity {
    const shared = this.#shared.get(entity.entityRef);
    if (shared && isDeepStrictEqual(shared, entity)) {
      return shared;
    }
    this.#shared.set(entity.entityRef, entity);
    return entity;
  }
}
