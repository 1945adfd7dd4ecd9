import { toError } from '@backstage/errors';
import { applicationNameOf } from '@golden-path/plugin-platform-common';
import type { ApplicationSummary } from '@golden-path/plugin-platform-node';
import type { DefaultServiceCreationServiceOptions } from './DefaultServiceCreationService';
import type { CallerOptions, Leftovers } from './ServiceCreationService';

type LeftoversFinderOptions = Pick<
  DefaultServiceCreationServiceOptions,
  'catalog' | 'platform' | 'gitHub' | 'applications' | 'appUrl'
>;

/** Looks in all systems what exists of a service. */
export class LeftoversFinder {
  readonly #options: LeftoversFinderOptions;

  static create(options: LeftoversFinderOptions): LeftoversFinder {
    return new LeftoversFinder(options);
  }

  private constructor(options: LeftoversFinderOptions) {
    this.#options = options;
  }

  async find(name: string, options: CallerOptions): Promise<Leftovers> {
    const unknown: string[] = [];
    const look = async <T>(where: string, find: Promise<T>) => {
      try {
        return await find;
      } catch (error) {
        // The report is most useful when something is down: say what could not be seen and go on.
        unknown.push(`${where}: ${toError(error).message}`);
        return undefined;
      }
    };
    const [repository, applications, component] = await Promise.all([
      look('GitHub', this.#findRepository(name, options)),
      look('Argo CD', this.#findApplications(name, options)),
      look('the catalog', this.#findComponent(name, options)),
    ]);
    return {
      repository,
      applications: applications ?? [],
      component,
      unknown,
    };
  }

  async #findRepository(
    name: string,
    { signal }: CallerOptions,
  ): Promise<Leftovers['repository']> {
    const { gitHub, platform } = this.#options;
    return platform.repositories
      ? gitHub.findRepository(
          { ...platform.repositories, repo: name },
          { signal },
        )
      : undefined;
  }

  async #findApplications(
    name: string,
    { signal }: CallerOptions,
  ): Promise<ApplicationSummary[]> {
    const found = await Promise.all(
      this.#options.platform.environments.map(environment =>
        this.#options.applications.find(
          {
            instance: environment.argocd,
            name: applicationNameOf(name, environment.name),
          },
          { signal },
        ),
      ),
    );
    return found.filter(
      (application): application is ApplicationSummary =>
        application !== undefined,
    );
  }

  async #findComponent(
    name: string,
    { credentials }: CallerOptions,
  ): Promise<Leftovers['component']> {
    const entityRef = `component:default/${name}`;
    const entity = await this.#options.catalog.getEntityByRef(entityRef, {
      credentials,
    });
    return entity
      ? {
          entityRef,
          url: `${this.#options.appUrl}/catalog/default/component/${name}`,
        }
      : undefined;
  }
}
