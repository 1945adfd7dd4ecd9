import type { AuthService } from '@backstage/backend-plugin-api';
import {
  ConflictError,
  ForwardedError,
  InputError,
  ServiceUnavailableError,
} from '@backstage/errors';
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
import { buildApplicationManifest } from './applicationManifest';
import { describeCleanUpOfApplications } from './describeCleanUp';
import { LeftoversFinder } from './LeftoversFinder';
import { parseOwner } from './ownerRule';
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

function describeHalfDone(
  name: string,
  created: readonly CreatedApplication[],
): string {
  const failed = `Could not make application '${name}'.`;
  if (created.length === 0) {
    return `${failed} No application was made`;
  }
  const names = created.map(application => application.name).join(', ');
  return `${failed} These exist: ${names}. When the cause is gone, repeating this step goes on where it stopped. To remove them instead: ${describeCleanUpOfApplications(
    created,
  )}`;
}

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

  async planApplications(
    request: ApplicationsRequest,
    { signal }: CallerOptions,
  ): Promise<ApplicationsPlan> {
    parseServiceName(request.name);
    const applications = this.#plan({
      ...request,
      ownerRef: parseOwner(request.owner),
    });
    // All of them before the first one is made: what cannot be finished is not begun.
    await Promise.all(
      applications.map(application => this.#checkHolder(application, signal)),
    );
    return { request, applications };
  }

  async createApplications(
    plan: ApplicationsPlan,
    options: CreateApplicationsOptions,
  ): Promise<CreatedApplication[]> {
    const created: CreatedApplication[] = [];
    for (const planned of plan.applications) {
      const { name } = planned.manifest.metadata;
      try {
        created.push(
          await options.checkpoint({
            key: `argocd.application.${planned.instance}.${name}`,
            fn: () => this.#createApplication(planned, options.signal),
          }),
        );
      } catch (error) {
        throw new ForwardedError(describeHalfDone(name, created), error);
      }
    }
    return created;
  }

  async findLeftovers(
    service: NewService,
    options: CallerOptions,
  ): Promise<Leftovers> {
    return this.#leftovers.find(parseServiceName(service.name), options);
  }

  async #createApplication(
    planned: PlannedApplication,
    signal?: AbortSignal,
  ): Promise<CreatedApplication> {
    await this.#checkHolder(planned, signal);
    const { instance, manifest, environment } = planned;
    const { name, cluster, namespace, url } =
      await this.#options.applications.apply(
        { instance, manifest },
        { signal },
      );
    return { name, environment, instance, cluster, namespace, url };
  }

  #plan(
    request: ApplicationsRequest & { ownerRef: string },
  ): PlannedApplication[] {
    const { applications, platform } = this.#options;
    if (request.environments.length === 0) {
      const { instance } = request;
      if (!instance) {
        throw new InputError(
          'Say where the application goes: give environments, or an Argo CD instance.',
        );
      }
      const server = 'https://kubernetes.default.svc';
      return [
        { instance, manifest: buildApplicationManifest(request, { server }) },
      ];
    }
    return request.environments.map(name => {
      const environment = platform.environments.find(
        candidate => candidate.name === name,
      );
      if (!environment) {
        const known = platform.environments
          .map(({ name: knownName }) => knownName)
          .join(', ');
        throw new InputError(
          `There is no environment '${name}'. Known environments: ${known}`,
        );
      }
      const instance = request.instance ?? environment.argocd;
      const server = applications.destinationServer(
        instance,
        environment.cluster,
      );
      return {
        instance,
        environment: name,
        manifest: buildApplicationManifest(request, { environment, server }),
      };
    });
  }

  /** An Application that is there already has to be this service's own. */
  async #checkHolder(
    { instance, manifest }: PlannedApplication,
    signal?: AbortSignal,
  ): Promise<void> {
    const { name, annotations, labels } = manifest.metadata;
    const existing = await this.#options.applications.find(
      { instance, name },
      { signal },
    );
    if (
      existing &&
      (existing.entityRef !== annotations['backstage.io/entity-ref'] ||
        existing.team !== labels.team)
    ) {
      throw new ConflictError(
        `Argo CD has an application '${name}' in namespace '${
          existing.namespace
        }' of cluster '${existing.cluster}' already. It belongs to ${
          existing.entityRef ?? 'no entity'
        }, and the portal does not take it over.${
          existing.url ? ` See ${existing.url}` : ''
        }`,
      );
    }
  }
}
