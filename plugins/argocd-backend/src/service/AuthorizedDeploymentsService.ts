import type {
  AuditorService,
  AuthService,
  BackstageCredentials,
  PermissionsService,
} from '@backstage/backend-plugin-api';
import { NotAllowedError, NotFoundError, toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { argocdDeploymentReadPermission } from '@golden-path/plugin-argocd-common';
import type {
  DeploymentsService,
  DeploymentsServiceOptions,
} from './DeploymentsService';

/** Options of {@link AuthorizedDeploymentsService.create}. */
export interface AuthorizedDeploymentsServiceOptions {
  deployments: DeploymentsService;
  auditor: AuditorService;
  auth: AuthService;
  catalog: CatalogService;
  permissions: PermissionsService;
}

/** Lets through what the caller may read, and records who read what. */
export class AuthorizedDeploymentsService implements DeploymentsService {
  readonly #options: AuthorizedDeploymentsServiceOptions;

  private constructor(options: AuthorizedDeploymentsServiceOptions) {
    this.#options = options;
  }

  static create(
    options: AuthorizedDeploymentsServiceOptions,
  ): AuthorizedDeploymentsService {
    return new AuthorizedDeploymentsService(options);
  }

  /** {@inheritDoc DeploymentsService.getDeployments} */
  async getDeployments(entityRef: string, options: DeploymentsServiceOptions) {
    return this.#audited([entityRef], options, async () => {
      const [allowed] = await this.#allowed([entityRef], options);
      if (!allowed) {
        throw await this.#refusalOf(entityRef, options);
      }
      return this.#options.deployments.getDeployments(entityRef, options);
    });
  }

  /** {@inheritDoc DeploymentsService.getDeploymentsOfEntities} */
  async getDeploymentsOfEntities(
    entityRefs: string[],
    options: DeploymentsServiceOptions,
  ) {
    return this.#audited(entityRefs, options, async () =>
      this.#options.deployments.getDeploymentsOfEntities(
        await this.#allowed(entityRefs, options),
        options,
      ),
    );
  }

  async #allowed(
    entityRefs: string[],
    { credentials }: DeploymentsServiceOptions,
  ): Promise<string[]> {
    const decisions = await this.#options.permissions.authorize(
      entityRefs.map(resourceRef => ({
        permission: argocdDeploymentReadPermission,
        resourceRef,
      })),
      { credentials },
    );
    return entityRefs.filter(
      (_, index) => decisions[index].result === AuthorizeResult.ALLOW,
    );
  }

  /** Whoever may not even see an entity is not told that it exists. */
  async #refusalOf(
    entityRef: string,
    options: DeploymentsServiceOptions,
  ): Promise<Error> {
    const entity = await this.#options.catalog.getEntityByRef(
      entityRef,
      options,
    );
    return entity
      ? new NotAllowedError(
          `You may not read the deployments of ${entityRef}: ask its owner or the platform team for the permission ${argocdDeploymentReadPermission.name}.`,
        )
      : new NotFoundError(
          `There is no entity ${entityRef}, or you may not see it.`,
        );
  }

  async #audited<T>(
    entityRefs: string[],
    { credentials }: DeploymentsServiceOptions,
    read: () => Promise<T>,
  ): Promise<T> {
    const event = await this.#options.auditor.createEvent({
      eventId: 'deployments-read',
      severityLevel: 'low',
      meta: {
        queryType: 'entity',
        entityRefs,
        reader: this.#readerOf(credentials),
      },
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

  /** Told by hand, because the auditor takes the caller from an HTTP request, and not every caller sends one. */
  #readerOf(credentials: BackstageCredentials): string {
    const { auth } = this.#options;
    if (auth.isPrincipal(credentials, 'user')) {
      return credentials.principal.userEntityRef;
    }
    return auth.isPrincipal(credentials, 'service')
      ? credentials.principal.subject
      : 'unknown';
  }
}
