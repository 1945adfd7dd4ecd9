import type {
  AuditorService,
  AuthService,
  BackstageCredentials,
  LoggerService,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import {
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
  toError,
} from '@backstage/errors';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  argocdDeploymentReadPermission,
  type DeploymentId,
  type ParsedFleetQuery,
} from '@golden-path/plugin-argocd-common';
import { callerOf } from './callerOf';
import type {
  DeploymentsService,
  DeploymentsServiceOptions,
  EntityDeploymentsService,
} from './DeploymentsService';
import type { Fleet } from './Fleet';
import {
  maximumLifetime,
  PerCallerCache,
  refusalLifetime,
} from './PerCallerCache';
import { readerOf } from './readerOf';
import type { ServiceEntity } from './ServiceEntity';
import type { VisibleEntities } from './VisibleEntities';
import { withinTime, type TimeLimit } from './withinTime';

/** Options of {@link AuthorizedDeploymentsService.create}. */
export interface AuthorizedDeploymentsServiceOptions {
  deployments: EntityDeploymentsService;
  fleet: Pick<Fleet, 'list'>;
  auditor: AuditorService;
  auth: AuthService;
  entities: Pick<VisibleEntities, 'get' | 'list'>;
  logger: Pick<LoggerService, 'warn'>;
  permissions: PermissionsService;
  /** A clock that never goes back, in milliseconds. */
  now?: () => number;
  wait?: TimeLimit['wait'];
}

const permission = argocdDeploymentReadPermission;

/** So that a refusal comes within 3 s even when nobody decides. */
const decisionMilliseconds = 2_500;

/** What one question holds: the permission backend takes requests of up to 100 kB. */
const entitiesPerQuestion = 200;

/** How many questions of one listing are open at the same time. */
const openQuestions = 4;

/**
 * Lets through what the caller may read, and records who read what. A decision for a person is used for at most 30 s, a
 * refusal for 5 s; see docs/adr/0005.
 */
export class AuthorizedDeploymentsService implements DeploymentsService {
  readonly #options: AuthorizedDeploymentsServiceOptions;
  readonly #decisions: PerCallerCache<boolean>;
  readonly #listings: PerCallerCache<ServiceEntity[]>;

  private constructor(options: AuthorizedDeploymentsServiceOptions) {
    const { now } = options;
    this.#options = options;
    this.#decisions = PerCallerCache.create({
      maximumEntries: 50_000,
      lifetimeOf: isAllowed => (isAllowed ? maximumLifetime : refusalLifetime),
      now,
    });
    this.#listings = PerCallerCache.create({
      maximumEntries: 200,
      // Listing thousands of entities takes long: whoever keeps looking does not wait for it each time.
      refreshAfterMilliseconds: maximumLifetime / 2,
      now,
    });
  }

  static create(
    options: AuthorizedDeploymentsServiceOptions,
  ): AuthorizedDeploymentsService {
    return new AuthorizedDeploymentsService(options);
  }

  /** {@inheritDoc DeploymentsService.getDeployments} */
  async getDeployments(entityRef: string, options: DeploymentsServiceOptions) {
    return this.#audited(entityMeta([entityRef]), options, async () => {
      await this.#requireAllowed(entityRef, options);
      return this.#options.deployments.getDeployments(entityRef, options);
    });
  }

  /** {@inheritDoc DeploymentsService.getDeployment} */
  async getDeployment(
    entityRef: string,
    deployment: DeploymentId,
    options: DeploymentsServiceOptions,
  ) {
    const meta = { ...entityMeta([entityRef]), deployment: { ...deployment } };
    return this.#audited(meta, options, async () => {
      await this.#requireAllowed(entityRef, options);
      return this.#options.deployments.getDeployment(
        entityRef,
        deployment,
        options,
      );
    });
  }

  /** {@inheritDoc DeploymentsService.getDeploymentsOfEntities} */
  async getDeploymentsOfEntities(
    entityRefs: string[],
    options: DeploymentsServiceOptions,
  ) {
    return this.#audited(entityMeta(entityRefs), options, async () =>
      this.#options.deployments.getDeploymentsOfEntities(
        await this.#allowed(entityRefs, options),
        options,
      ),
    );
  }

  /** {@inheritDoc DeploymentsService.listDeployments} */
  async listDeployments(
    query: ParsedFleetQuery,
    options: DeploymentsServiceOptions,
  ) {
    return this.#audited({ queryType: 'fleet' }, options, async () => {
      const entities = await this.#listings.get(
        callerOf(this.#options.auth, options.credentials),
        'all',
        () => this.#listReadable(options),
      );
      return this.#options.fleet.list(entities, query);
    });
  }

  async #requireAllowed(
    entityRef: string,
    options: DeploymentsServiceOptions,
  ): Promise<void> {
    const { auth, entities } = this.#options;
    if (callerOf(auth, options.credentials) !== undefined) {
      // The catalog is asked while it is decided. It is the caller's own view, of which nothing is told before the
      // decision; whoever needs it asks again, and is told a failure.
      entities.get([entityRef], options).catch(() => {});
    }
    const [allowed] = await this.#allowed([entityRef], options);
    if (!allowed) {
      throw await this.#refusalOf(entityRef, options);
    }
  }

  async #allowed(
    entityRefs: string[],
    { credentials }: DeploymentsServiceOptions,
  ): Promise<string[]> {
    const decisions = await this.#decisions.getMany(
      callerOf(this.#options.auth, credentials),
      entityRefs,
      missing => this.#decide(missing, credentials),
    );
    return entityRefs.filter((_, index) => decisions[index]);
  }

  /** The entities that the caller sees and may read, sorted by their references. */
  async #listReadable(
    options: DeploymentsServiceOptions,
  ): Promise<ServiceEntity[]> {
    const { entities, permissions } = this.#options;
    const [{ result }] = await this.#decided(
      permissions.authorizeConditional([{ permission }], options),
    );
    if (result === AuthorizeResult.DENY) {
      throw new NotAllowedError(
        `You may not read deployments: ask the platform team for the permission ${permission.name}.`,
      );
    }
    const visible = await entities.list(options);
    if (result === AuthorizeResult.ALLOW) {
      return visible;
    }
    const decisions = await this.#decideAll(visible, options);
    return visible.filter((_, index) => decisions[index]);
  }

  /** In parts, since there may be thousands. */
  async #decideAll(
    entities: readonly ServiceEntity[],
    { credentials }: DeploymentsServiceOptions,
  ): Promise<boolean[]> {
    const decisions: boolean[] = [];
    const starts = Array.from(
      { length: Math.ceil(entities.length / entitiesPerQuestion) },
      (_, index) => index * entitiesPerQuestion,
    ).values();
    const ask = async () => {
      for (const start of starts) {
        const part = entities.slice(start, start + entitiesPerQuestion);
        const answers = await this.#decide(
          part.map(({ entityRef }) => entityRef),
          credentials,
        );
        answers.forEach((answer, index) => {
          decisions[start + index] = answer;
        });
      }
    };
    await Promise.all(Array.from({ length: openQuestions }, ask));
    return decisions;
  }

  async #decide(
    entityRefs: string[],
    credentials: BackstageCredentials,
  ): Promise<boolean[]> {
    const decisions = await this.#decided(
      this.#options.permissions.authorize(
        entityRefs.map(resourceRef => ({ permission, resourceRef })),
        { credentials },
      ),
    );
    return decisions.map(({ result }) => result === AuthorizeResult.ALLOW);
  }

  /** Without a decision nothing is shown, and nobody waits for it. */
  async #decided<T>(decision: Promise<T>): Promise<T> {
    const { logger, wait } = this.#options;
    const errorOf = () =>
      new ServiceUnavailableError(
        'Nobody can say at present who may read deployments, so that none are shown: try again in a minute.',
      );
    const known = decision.catch(error => {
      // Only here: what the permission backend says about itself is not for the caller.
      logger.warn(`Could not ask who may read deployments: ${error}`);
      throw errorOf();
    });
    return withinTime(known, {
      milliseconds: decisionMilliseconds,
      errorOf,
      wait,
    });
  }

  /** Whoever may not even see an entity is not told that it exists. */
  async #refusalOf(
    entityRef: string,
    options: DeploymentsServiceOptions,
  ): Promise<Error> {
    const [entity] = await this.#options.entities.get([entityRef], options);
    return entity
      ? new NotAllowedError(
          `You may not read the deployments of ${entityRef}: ask its owner or the platform team for the permission ${permission.name}.`,
        )
      : new NotFoundError(
          `There is no entity ${entityRef}, or you may not see it.`,
        );
  }

  async #audited<T>(
    meta: { queryType: string; entityRefs?: string[]; deployment?: object },
    { credentials }: DeploymentsServiceOptions,
    read: () => Promise<T>,
  ): Promise<T> {
    const event = await this.#options.auditor.createEvent({
      eventId: 'deployments-read',
      severityLevel: 'low',
      meta: { ...meta, reader: readerOf(this.#options.auth, credentials) },
    });
    try {
      const answer = await read();
      await event.success();
      return answer;
    } catch (error) {
      await event.fail({ error: toError(error) });
      throw error;
    }
  }
}

function entityMeta(entityRefs: string[]) {
  return { queryType: 'entity', entityRefs };
}
