import type {
  AuthService,
  UserInfoService,
} from '@backstage/backend-plugin-api';
import { RELATION_OWNED_BY } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import type { NameAvailability } from '@golden-path/plugin-platform-common';
import type { PlatformConfigService } from '@golden-path/plugin-platform-node';
import { findForeignOwners, mayCreateFor, parseOwner } from './ownerRule';
import type {
  ApplicationsPlan,
  ApplicationsRequest,
  CallerOptions,
  CreateApplicationsOptions,
  CreatedApplication,
  Leftovers,
  NewService,
  PlannedApplication,
  ServiceCreationService,
} from './ServiceCreationService';

/** What {@link AuthorizedServiceCreationService} decides by. */
export interface AuthorizedServiceCreationServiceOptions {
  readonly creation: ServiceCreationService;
  readonly auth: AuthService;
  readonly userInfo: UserInfoService;
  readonly catalog: CatalogService;
  readonly platform: PlatformConfigService;
}

/**
 * Lets people make services for their own groups, and operators for all. There is no entity yet whose owner could be
 * asked, so the owner in the input is held against the groups of the caller, before every effect.
 */
export class AuthorizedServiceCreationService
  implements ServiceCreationService
{
  readonly #options: AuthorizedServiceCreationServiceOptions;

  static create(
    options: AuthorizedServiceCreationServiceOptions,
  ): AuthorizedServiceCreationService {
    return new AuthorizedServiceCreationService(options);
  }

  private constructor(options: AuthorizedServiceCreationServiceOptions) {
    this.#options = options;
  }

  async checkName(
    service: NewService,
    options: CallerOptions,
  ): Promise<NameAvailability> {
    await this.#checkOwner(service, options);
    return this.#options.creation.checkName(service, options);
  }

  async planApplications(
    request: ApplicationsRequest,
    options: CallerOptions,
  ): Promise<ApplicationsPlan> {
    // Before anything else, so that nobody learns from a plan what they may not make.
    await this.#checkOwner(request, options);
    const plan = await this.#options.creation.planApplications(
      request,
      options,
    );
    await this.#checkPlan(plan, options);
    return plan;
  }

  async createApplications(
    plan: ApplicationsPlan,
    options: CreateApplicationsOptions,
  ): Promise<CreatedApplication[]> {
    await this.#checkPlan(plan, options);
    return this.#options.creation.createApplications(plan, options);
  }

  async findLeftovers(
    service: NewService,
    options: CallerOptions,
  ): Promise<Leftovers> {
    await this.#checkOwner(service, options);
    return this.#options.creation.findLeftovers(service, options);
  }

  async #checkPlan(
    { request, applications }: ApplicationsPlan,
    options: CallerOptions,
  ): Promise<void> {
    const ownerRef = await this.#checkOwner(request, options);
    await this.#checkEntity(request.entityRef, ownerRef);
    applications.forEach(application =>
      this.#checkTarget(application, ownerRef),
    );
  }

  async #checkOwner(
    { owner }: NewService,
    { credentials }: CallerOptions,
  ): Promise<string> {
    const { auth, userInfo, platform } = this.#options;
    const ownerRef = parseOwner(owner);
    if (!auth.isPrincipal(credentials, 'user')) {
      throw new NotAllowedError(
        'Services are made by people: start the run as a user who belongs to the owning group.',
      );
    }
    const { ownershipEntityRefs } = await userInfo.getUserInfo(credentials);
    if (!mayCreateFor(ownerRef, ownershipEntityRefs, platform.admins)) {
      const admins = platform.admins.join(', ');
      throw new NotAllowedError(
        `You may not make a service for ${ownerRef}: you do not belong to this group. Its members may${
          admins ? `, and ${admins}` : ''
        }. Choose one of your own groups, or ask one of them.`,
      );
    }
    return ownerRef;
  }

  /** Otherwise anyone could put an Application of theirs onto the page of somebody else's service. */
  async #checkEntity(entityRef: string, ownerRef: string): Promise<void> {
    const { auth, catalog } = this.#options;
    const entity = await catalog.getEntityByRef(entityRef, {
      credentials: await auth.getOwnServiceCredentials(),
    });
    const owners = (entity?.relations ?? [])
      .filter(({ type }) => type === RELATION_OWNED_BY)
      .map(({ targetRef }) => targetRef);
    if (entity && !owners.includes(ownerRef)) {
      throw new NotAllowedError(
        `${entityRef} does not belong to ${ownerRef}: only its owner may add applications to it.`,
      );
    }
  }

  #checkTarget({ manifest }: PlannedApplication, ownerRef: string): void {
    const { name } = manifest.metadata;
    const { namespace } = manifest.spec.destination;
    const { project } = manifest.spec;
    if (namespace.startsWith('kube-')) {
      throw new NotAllowedError(
        `Application '${name}' may not deploy into namespace '${namespace}': it belongs to the cluster itself.`,
      );
    }
    const foreign = findForeignOwners(
      { namespace, project },
      ownerRef,
      this.#options.platform.ownership,
    );
    if (foreign.length > 0) {
      throw new NotAllowedError(
        `Application '${name}' may not use project '${project}' and namespace '${namespace}' for ${ownerRef}: they were given to ${foreign.join(
          ', ',
        )}.`,
      );
    }
  }
}
