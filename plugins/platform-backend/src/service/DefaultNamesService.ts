import type { AuthService } from '@backstage/backend-plugin-api';
import { toError } from '@backstage/errors';
import type { CatalogService } from '@backstage/plugin-catalog-node';
import {
  applicationNameOf,
  type NameAvailability,
  type NameCheck,
} from '@golden-path/plugin-platform-common';
import type {
  ApplicationsService,
  ApplicationSummary,
  GitHubService,
  PlatformConfigService,
} from '@golden-path/plugin-platform-node';
import type { NamesService } from './NamesService';

/** What {@link DefaultNamesService} asks, and how long it waits for each answer. */
export interface DefaultNamesServiceOptions {
  readonly auth: AuthService;
  readonly catalog: CatalogService;
  readonly gitHub: GitHubService;
  readonly applications: ApplicationsService;
  readonly platform: PlatformConfigService;
  /** Address of the portal, for links to its own pages. */
  readonly appUrl: string;
  readonly timeoutMilliseconds?: number;
}

type Answer = Omit<NameCheck, 'system'>;

const whatEachSystemIs = {
  catalog: 'the catalog',
  repository: 'GitHub',
  application: 'Argo CD',
} satisfies Record<NameCheck['system'], string>;

function whenAborted(signal: AbortSignal): Promise<never> {
  return new Promise((_resolve, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), {
      once: true,
    });
  });
}

/** Asks the systems themselves, all at once, so that the answer is as new as the question. */
export class DefaultNamesService implements NamesService {
  readonly #options: DefaultNamesServiceOptions;

  static create(options: DefaultNamesServiceOptions): DefaultNamesService {
    return new DefaultNamesService(options);
  }

  private constructor(options: DefaultNamesServiceOptions) {
    this.#options = options;
  }

  async checkAvailability(name: string): Promise<NameAvailability> {
    const checks = await Promise.all([
      this.#ask('catalog', () => this.#askCatalog(name)),
      this.#ask('repository', signal => this.#askGitHub(name, signal)),
      this.#ask('application', signal => this.#askArgoCd(name, signal)),
    ]);
    return {
      name,
      available: checks.every(({ status }) => status !== 'taken'),
      checks,
    };
  }

  /** One system that is slow or down leaves its own answer open and does not keep the others from answering. */
  async #ask(
    system: NameCheck['system'],
    question: (signal: AbortSignal) => Promise<Answer>,
  ): Promise<NameCheck> {
    const milliseconds = this.#options.timeoutMilliseconds ?? 3_000;
    const signal = AbortSignal.timeout(milliseconds);
    try {
      const answer = await Promise.race([
        question(signal),
        whenAborted(signal),
      ]);
      return { system, ...answer };
    } catch (error) {
      const reason = signal.aborted
        ? `no answer within ${milliseconds / 1000} s`
        : toError(error).message;
      return {
        system,
        status: 'unknown',
        message: `Could not ask ${whatEachSystemIs[system]}: ${reason}`,
      };
    }
  }

  async #askCatalog(name: string): Promise<Answer> {
    const { auth, catalog, appUrl } = this.#options;
    // The portal's own credentials: a component that is hidden from the caller holds its name all the same. Nothing
    // but its existence leaves this method.
    const component = await catalog.getEntityByRef(
      { kind: 'component', namespace: 'default', name },
      { credentials: await auth.getOwnServiceCredentials() },
    );
    return component
      ? {
          status: 'taken',
          message: `The catalog has a component ${name} already.`,
          url: `${appUrl}/catalog/default/component/${name}`,
        }
      : { status: 'free', message: `The catalog has no component ${name}.` };
  }

  async #askGitHub(name: string, signal: AbortSignal): Promise<Answer> {
    const { gitHub, platform } = this.#options;
    if (!platform.repositories) {
      return {
        status: 'unknown',
        message:
          'Could not ask GitHub: set platform.repositories to say where new repositories are made.',
      };
    }
    const { owner } = platform.repositories;
    const repository = await gitHub.findRepository(
      { ...platform.repositories, repo: name },
      { signal },
    );
    return repository
      ? {
          status: 'taken',
          message: `GitHub has a repository ${owner}/${name} already.`,
          url: repository.url,
        }
      : {
          status: 'free',
          message: `GitHub has no repository ${owner}/${name}.`,
        };
  }

  async #askArgoCd(name: string, signal: AbortSignal): Promise<Answer> {
    const { applications, platform } = this.#options;
    const wanted = platform.environments.map(environment => ({
      instance: environment.argocd,
      name: applicationNameOf(name, environment.name),
    }));
    const found = await Promise.all(
      wanted.map(application => applications.find(application, { signal })),
    );
    const taken = found.filter(
      (application): application is ApplicationSummary =>
        application !== undefined,
    );
    return taken.length > 0
      ? {
          status: 'taken',
          message: `Argo CD has ${taken
            .map(application => application.name)
            .join(', ')} already.`,
          url: taken[0].url,
        }
      : {
          status: 'free',
          message: `Argo CD has no application of ${name} in any environment.`,
        };
  }
}
