import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  type GithubCredentialsProvider,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import type { RepositorySlug } from '@golden-path/plugin-platform-common';
import { Octokit } from '@octokit/rest';
import { RateLimitError } from '../RateLimitError';
import { abortable } from './abortable';
import { gitHubAnswerOf } from './gitHubAnswerOf';
import { slugSchema } from './gitHubRequests';
import { parseRequest } from './parseRequest';
import { pausedUntil } from './pausedUntil';

/** How long one request may take before it is given up. */
const requestTimeoutMilliseconds = 10_000;

const redirects: readonly number[] = [301, 302, 307, 308];

// Octokit would print every repository that is not there, which is the good case here; failures are thrown anyway.
const silentLog = {
  debug: () => {},
  info: () => {},
  warn: () => {},
  error: () => {},
};

/** Options of {@link GitHubClient.create}. */
export interface GitHubClientOptions {
  readonly integrations: ScmIntegrationRegistry;
  /** The hosts that may be asked, in lower case. */
  readonly hosts: readonly string[];
  readonly now?: () => number;
}

/** One read of GitHub's REST API. */
export interface GitHubRead {
  /** An Octokit route, for example `GET /repos/{owner}/{repo}`, which gets the names of the repository by itself. */
  readonly route: string;
  readonly parameters?: Readonly<Record<string, string | number>>;
  /** The statuses that mean that there is no such thing. */
  readonly absent?: readonly number[];
  readonly signal?: AbortSignal;
}

/** How a repository is asked for. */
interface Connection {
  readonly octokit: Octokit;
  readonly baseUrl: string;
  /** Whose limit a request counts against: a GitHub App has one for each owner. */
  readonly limitedBy: string;
}

/** Reads from GitHub with the credentials of its integration, and leaves it alone when it says so. */
export class GitHubClient {
  readonly #options: GitHubClientOptions;
  readonly #credentials: GithubCredentialsProvider;
  readonly #now: () => number;
  readonly #pauses = new Map<string, number>();

  static create(options: GitHubClientOptions): GitHubClient {
    return new GitHubClient(options);
  }

  private constructor(options: GitHubClientOptions) {
    this.#options = options;
    this.#credentials = DefaultGithubCredentialsProvider.fromIntegrations(
      options.integrations,
    );
    this.#now = options.now ?? Date.now;
  }

  /** What GitHub answers, or `undefined` where there is no such thing. */
  async read(slug: RepositorySlug, request: GitHubRead): Promise<unknown> {
    const { owner, repo } = parseRequest(slugSchema, slug);
    const timeout = AbortSignal.timeout(requestTimeoutMilliseconds);
    const signal = request.signal
      ? AbortSignal.any([request.signal, timeout])
      : timeout;
    const connection = await this.#connect(slug, signal);
    this.#assertNotPaused(slug.host, connection);
    try {
      const { octokit, baseUrl } = connection;
      const options = { request: { redirect: 'manual', signal } } as const;
      const response = await octokit.request(request.route, {
        ...request.parameters,
        ...options,
        owner,
        repo,
      });
      this.#remember(connection, response);
      if (!redirects.includes(response.status)) {
        return response.data;
      }
      const target = redirectWithin(baseUrl, response.headers.location);
      const moved = await octokit.request(`GET ${target}`, options);
      this.#remember(connection, moved);
      return moved.data;
    } catch (error) {
      const answer = signal.aborted
        ? { ...gitHubAnswerOf(error), message: 'there was no answer in time' }
        : gitHubAnswerOf(error);
      this.#remember(connection, answer);
      if ((request.absent ?? [404]).includes(answer.status)) {
        return undefined;
      }
      this.#assertNotPaused(slug.host, connection);
      throw explain(slug, answer);
    }
  }

  async #connect(
    { host, owner, repo }: RepositorySlug,
    signal: AbortSignal,
  ): Promise<Connection> {
    const wanted = host.toLowerCase();
    const integration = this.#options.hosts.includes(wanted)
      ? this.#options.integrations.github
          .list()
          .find(({ config }) => config.host.toLowerCase() === wanted)
      : undefined;
    if (!integration) {
      throw new InputError(
        `There is no integration for '${host}' in integrations.github: add one with this host`,
      );
    }
    const { apiBaseUrl: baseUrl } = integration.config;
    if (!baseUrl) {
      // Octokit would take its credentials to github.com.
      throw new InputError(
        `The integration for '${host}' in integrations.github has no apiBaseUrl: set it, for example to https://${host}/api/v3`,
      );
    }
    const { token, type } = await abortable(
      this.#credentials.getCredentials({
        url: `https://${integration.config.host}/${owner}/${repo}`,
      }),
      signal,
    ).catch((error: unknown) => {
      throw explain({ host, owner, repo }, gitHubAnswerOf(error));
    });
    return {
      octokit: new Octokit({ auth: token, baseUrl, log: silentLog }),
      baseUrl,
      limitedBy: type === 'app' ? `${wanted}/${owner.toLowerCase()}` : wanted,
    };
  }

  #remember(
    { limitedBy }: Connection,
    answer: Parameters<typeof pausedUntil>[0],
  ): void {
    const until = pausedUntil(answer, this.#now());
    if (until !== undefined) {
      this.#pauses.set(limitedBy, until);
    }
  }

  #assertNotPaused(host: string, { limitedBy }: Connection): void {
    const until = this.#pauses.get(limitedBy) ?? 0;
    if (until > this.#now()) {
      throw new RateLimitError(host, until);
    }
    this.#pauses.delete(limitedBy);
  }
}

/** A renamed repository answers at another address of the same server; any other server is not our business. */
function redirectWithin(baseUrl: string, location = ''): string {
  const target = new URL(location, baseUrl);
  if (target.origin !== new URL(baseUrl).origin) {
    throw new ServiceUnavailableError(
      `it redirects to another server, ${target.host}`,
    );
  }
  return target.href;
}

// The error of the library is not kept as the cause, since it carries the request.
function explain(
  { host, owner, repo }: RepositorySlug,
  { status, message }: { status: number; message?: string },
): Error {
  return status === 401 || status === 403
    ? new NotAllowedError(
        `The portal's credentials for ${host} may not read ${owner}/${repo}: ${message}`,
      )
    : new ServiceUnavailableError(
        `${host} gave no answer about ${owner}/${repo}: ${message}. Try again when it is reachable.`,
      );
}
