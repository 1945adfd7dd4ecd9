import { InputError } from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  type GithubCredentialsProvider,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import { Octokit } from '@octokit/rest';
import type {
  GitHubService,
  RepositorySlug,
  RepositorySummary,
} from '../GitHubService';

/** How long one request may take before it is given up. */
const requestTimeoutMilliseconds = 10_000;

// Octokit would print every repository that is not there, which is the good case here; failures are thrown anyway.
const silentLog = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
};

// Several versions of Octokit's error class are around, so that `instanceof` would tell the wrong thing.
function isNotFound(error: unknown): boolean {
  return error instanceof Error && 'status' in error && error.status === 404;
}

/** GitHub through its REST API. */
export class DefaultGitHubService implements GitHubService {
  readonly #integrations: ScmIntegrationRegistry;
  readonly #credentials: GithubCredentialsProvider;

  static create(options: {
    integrations: ScmIntegrationRegistry;
  }): DefaultGitHubService {
    return new DefaultGitHubService(options.integrations);
  }

  private constructor(integrations: ScmIntegrationRegistry) {
    this.#integrations = integrations;
    this.#credentials =
      DefaultGithubCredentialsProvider.fromIntegrations(integrations);
  }

  async repositoryExists(
    slug: RepositorySlug,
    options?: { signal?: AbortSignal },
  ): Promise<boolean> {
    return (await this.#get(slug, options?.signal)) !== undefined;
  }

  async findRepository(
    slug: RepositorySlug,
    options?: { signal?: AbortSignal },
  ): Promise<RepositorySummary | undefined> {
    const found = await this.#get(slug, options?.signal);
    if (!found) {
      return undefined;
    }
    const octokit = await this.#octokitFor(slug);
    const branches = await octokit.repos.listBranches({
      owner: slug.owner,
      repo: slug.repo,
      per_page: 1,
      request: { signal: this.#signal(options?.signal) },
    });
    return { url: found.url, empty: branches.data.length === 0 };
  }

  async #get(
    slug: RepositorySlug,
    signal?: AbortSignal,
  ): Promise<{ url: string } | undefined> {
    const octokit = await this.#octokitFor(slug);
    try {
      const { data } = await octokit.repos.get({
        owner: slug.owner,
        repo: slug.repo,
        request: { signal: this.#signal(signal) },
      });
      return { url: data.html_url };
    } catch (error) {
      if (isNotFound(error)) {
        return undefined;
      }
      throw error;
    }
  }

  #signal(signal?: AbortSignal): AbortSignal {
    const timeout = AbortSignal.timeout(requestTimeoutMilliseconds);
    return signal ? AbortSignal.any([signal, timeout]) : timeout;
  }

  async #octokitFor({ host, owner, repo }: RepositorySlug): Promise<Octokit> {
    const url = `https://${host}/${owner}/${repo}`;
    const integration = this.#integrations.github.byHost(host);
    if (!integration) {
      throw new InputError(
        `There is no integration for '${host}' in integrations.github: add one with this host`,
      );
    }
    const { token } = await this.#credentials.getCredentials({ url });
    return new Octokit({
      auth: token,
      baseUrl: integration.config.apiBaseUrl,
      log: silentLog,
    });
  }
}
