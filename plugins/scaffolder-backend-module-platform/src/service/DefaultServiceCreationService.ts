import type { AuthService } from '@backstage/backend-plugin-api';
import { ConflictError, ServiceUnavailableError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  parseServiceName,
  type NameAvailability,
  type PlatformApi,
} from '@golden-path/plugin-platform-common';
import type {
  ApplicationsService,
  GitHubService,
  PlatformConfigService,
} from '@golden-path/plugin-platform-node';
import { LeftoversFinder } from './LeftoversFinder';
import type {
  CallerOptions,
  Leftovers,
  NewService,
  ServiceCreationService,
} from './ServiceCreationService';

/** What {@link DefaultServiceCreationService} works with. */
export interface DefaultServiceCreationServiceOptions {
  readonly auth: AuthService;
  readonly catalog: CatalogService;
  readonly platformApi: PlatformApi;
  readonly platform: PlatformConfigService;
  readonly gitHub: GitHubService;
  readonly applications: ApplicationsService;
  /** Address of the portal, for links to its own pages. */
  readonly appUrl: string;
}

/** Makes services in the catalog, on GitHub and in Argo CD. Who may do that is decided before. */
export class DefaultServiceCreationService implements ServiceCreationService {
  readonly #options: DefaultServiceCreationServiceOptions;
  readonly #leftovers: LeftoversFinder;

  static create(
    options: DefaultServiceCreationServiceOptions,
  ): DefaultServiceCreationService {
    return new DefaultServiceCreationService(options);
  }

  private constructor(options: DefaultServiceCreationServiceOptions) {
    this.#options = options;
    this.#leftovers = LeftoversFinder.create(options);
  }

  async checkName(
    service: NewService,
    { credentials, signal }: CallerOptions,
  ): Promise<NameAvailability> {
    const name = parseServiceName(service.name);
    const { token } = await this.#options.auth.getPluginRequestToken({
      onBehalfOf: credentials,
      targetPluginId: 'platform',
    });
    const availability = await this.#options.platformApi.getNameAvailability(
      name,
      { token, signal },
    );
    const describe = (status: 'taken' | 'unknown') =>
      availability.checks
        .filter(check => check.status === status)
        .map(({ message, url }) => (url ? `${message} See ${url}` : message))
        .join(' ');
    if (!availability.available) {
      throw new ConflictError(
        `The name '${name}' is taken. ${describe(
          'taken',
        )} Nothing was made. Choose another name.`,
      );
    }
    if (availability.checks.some(({ status }) => status === 'unknown')) {
      throw new ServiceUnavailableError(
        `Could not find out whether the name '${name}' is free. ${describe(
          'unknown',
        )}. Nothing was made. Try again later.`,
      );
    }
    return availability;
  }

  async findLeftovers(
    service: NewService,
    options: CallerOptions,
  ): Promise<Leftovers> {
    return this.#leftovers.find(parseServiceName(service.name), options);
  }
}
