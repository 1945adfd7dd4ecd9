import {
  InputError,
  NotAllowedError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  DefaultGithubCredentialsProvider,
  type GithubCredentialsProvider,
  type GithubIntegrationConfig,
  type ScmIntegrationRegistry,
} from '@backstage/integration';
import type { RepositorySlug } from '@golden-path/plugin-platform-common';
import { Octokit } from '@octokit/rest';
import { RateLimitError } from '../RateLimitError';
import { abortable } from './abortable';
import { ChangePace } from './ChangePace';
import { gitHubAnswerOf } from './gitHubAnswerOf';
import type { GitHubOutcome, GitHubRefusal } from './GitHubOutcome';
import { gitHubOutcomeOf } from './gitHubOutcomeOf';
import { slugSchema } from './gitHubRequests';
import { parseRequest } from './parseRequest';
import { pausedUntil, type GitHubAnswer } from './pausedUntil';

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
  /** Whether a host limits how much is changed. */
  readonly limitsChanges?: (host: string) => boolean;
}

/** One request of GitHub's REST API. */
export interface GitHubRequest {
  /** An Octokit route, for example `GET /repos/{owner}/{repo}`, which gets the names of the repository by itself. */
  readonly route: string;
  readonly parameters?: Readonly<Record<string, unknown>>;
  /** Called immediately before it is sent, also when it is sent again to where the repository is now. */
  readonly beforeSending?: () => Promise<void>;
  readonly signal?: AbortSignal;
}

/** A request that changes nothing. */
export interface GitHubRead extends GitHubRequest {
  /** The statuses that mean that there is no such thing. */
  readonly absent?: readonly number[];
}

interface ApiAddress {
  readonly apiBaseUrl: string;
}

/** How a repository is asked for. */
interface Connection {
  readonly octokit: Octokit;
  readonly baseUrl: string;
  /** Whose limit a request counts against: a GitHub App has one for each owner. */
  readonly limitedBy: string;
}

/** Talks to GitHub with the credentials of its integration, and leaves it alone when it says so. */
export class GitHubClient {
  readonly #options: GitHubClientOptions;
  readonly #credentials: GithubCredentialsProvider;
  readonly #now: () => number;
  readonly #pauses = new Map<string, number>();
  readonly #pace: ChangePace;

  static create(options: GitHubClientOptions): GitHubClient {
    return new GitHubClient(options);
  }

  private constructor(options: GitHubClientOptions) {
    this.#options = options;
    this.#credentials = DefaultGithubCredentialsProvider.fromIntegrations(
      options.integrations,
    );
    this.#now = options.now ?? Date.now;
    this.#pace = ChangePace.create(this.#now);
  }

  /** The hosts that may be asked, in lower case. */
  get hosts(): readonly string[] {
    return this.#options.hosts;
  }

  /** What GitHub answers, or `undefined` where there is no such thing. */
  async read(slug: RepositorySlug, request: GitHubRead): Promise<unknown> {
    const outcome = await this.send(slug, request);
    if (outcome.kind === 'answered') {
      return outcome.data;
    }
    if (outcome.kind === 'limited') {
      throw new RateLimitError(slug.host, outcome.retryAt);
    }
    const { absent = [404] } = request;
    if (outcome.kind === 'refused' && absent.includes(outcome.status)) {
      return undefined;
    }
    throw explain(slug, outcome);
  }

  /** Sends one request, once, and follows a repository that was renamed. */
  async send(
    slug: RepositorySlug,
    request: GitHubRequest,
  ): Promise<GitHubOutcome> {
    const { owner, repo } = parseRequest(slugSchema, slug);
    const integration = this.#integrationOf(slug.host);
    const connection = await this.#connect(
      slug,
      integration,
      withTimeout(request.signal),
    ).catch(withoutCredentials);
    if ('kind' in connection) {
      return connection;
    }
    const retryAt = this.#mayBeSentAt(slug.host, connection, request.route);
    if (retryAt !== undefined) {
      return { kind: 'limited', retryAt };
    }
    const parameters = { ...request.parameters, owner, repo };
    const answer = await this.#exchange(connection, { ...request, parameters });
    if (!redirects.includes(answer.status)) {
      return gitHubOutcomeOf(answer, answer.pausedUntil);
    }
    const { baseUrl, octokit } = connection;
    const location = new URL(String(answer.headers.location ?? ''), baseUrl);
    // A renamed repository answers at another address of the same server; any other server is not our business.
    if (location.origin !== new URL(baseUrl).origin) {
      const message = `it redirects to another server, ${location.host}`;
      return { kind: 'refused', status: answer.status, message };
    }
    const original = octokit.request.endpoint(request.route, parameters);
    const moved = await this.#exchange(connection, {
      ...request,
      route: `${original.method} ${location.href}`,
      parameters: { data: original.body },
    });
    return gitHubOutcomeOf(moved, moved.pausedUntil);
  }

  async #exchange(
    connection: Connection,
    { route, parameters, beforeSending, signal }: GitHubRequest,
  ): Promise<GitHubAnswer & { data?: unknown; pausedUntil?: number }> {
    await beforeSending?.();
    const limit = withTimeout(signal);
    const answer = await connection.octokit
      .request(route, {
        ...parameters,
        request: { redirect: 'manual', signal: limit },
      })
      .catch((error: unknown) =>
        limit.aborted
          ? { status: 0, headers: {}, message: 'there was no answer in time' }
          : gitHubAnswerOf(error),
      );
    const until = pausedUntil(answer, this.#now());
    if (until !== undefined) {
      this.#pauses.set(connection.limitedBy, until);
    }
    return { ...answer, pausedUntil: until };
  }

  #integrationOf(host: string): GithubIntegrationConfig & ApiAddress {
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
    const { apiBaseUrl } = integration.config;
    if (!apiBaseUrl) {
      // Octokit would take its credentials to github.com.
      throw new InputError(
        `The integration for '${host}' in integrations.github has no apiBaseUrl: set it, for example to https://${host}/api/v3`,
      );
    }
    return { ...integration.config, apiBaseUrl };
  }

  async #connect(
    { owner, repo }: RepositorySlug,
    { host, apiBaseUrl: baseUrl }: GithubIntegrationConfig & ApiAddress,
    signal: AbortSignal,
  ): Promise<Connection> {
    const { token, type } = await abortable(
      this.#credentials.getCredentials({
        url: `https://${host}/${owner}/${repo}`,
      }),
      signal,
    );
    const limitedBy = host.toLowerCase();
    return {
      octokit: new Octokit({ auth: token, baseUrl, log: silentLog }),
      baseUrl,
      limitedBy:
        type === 'app' ? `${limitedBy}/${owner.toLowerCase()}` : limitedBy,
    };
  }

  /** From when on a request may be sent, where it may not be at once. */
  #mayBeSentAt(
    host: string,
    { limitedBy }: Connection,
    route: string,
  ): number | undefined {
    const until = this.#pauses.get(limitedBy) ?? 0;
    if (until > this.#now()) {
      return until;
    }
    this.#pauses.delete(limitedBy);
    const { limitsChanges = isGitHubCloud } = this.#options;
    const isPaced = !route.startsWith('GET ') && limitsChanges(host);
    return isPaced ? this.#pace.take(limitedBy) : undefined;
  }
}

/** GitHub Enterprise Server limits nothing unless it is told to. */
function isGitHubCloud(host: string): boolean {
  return /^(github\.com|.+\.ghe\.com)$/i.test(host);
}

/** A 404 here is about the GitHub App, and must not be taken for one about the repository. */
function withoutCredentials(error: unknown): GitHubOutcome {
  const outcome = gitHubOutcomeOf(gitHubAnswerOf(error));
  return outcome.kind === 'refused' ? { ...outcome, status: 401 } : outcome;
}

function withTimeout(signal?: AbortSignal): AbortSignal {
  const timeout = AbortSignal.timeout(requestTimeoutMilliseconds);
  return signal ? AbortSignal.any([signal, timeout]) : timeout;
}

// The error of the library is not kept as the cause, since it carries the request.
function explain(
  { host, owner, repo }: RepositorySlug,
  outcome: GitHubRefusal | Extract<GitHubOutcome, { kind: 'unanswered' }>,
): Error {
  const { message } = outcome;
  return outcome.kind === 'refused' &&
    (outcome.status === 401 || outcome.status === 403)
    ? new NotAllowedError(
        `The portal's credentials for ${host} may not read ${owner}/${repo}: ${message}`,
      )
    : new ServiceUnavailableError(
        `${host} gave no answer about ${owner}/${repo}: ${message}. Try again when it is reachable.`,
      );
}
