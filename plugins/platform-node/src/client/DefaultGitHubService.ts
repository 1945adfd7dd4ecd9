import type { RepositorySlug } from '@golden-path/plugin-platform-common';
import { z } from 'zod';
import type {
  GitHubService,
  RepositoryCommit,
  RepositorySummary,
} from '../GitHubService';
import { commitsAnswerSchema } from './gitHubAnswers';
import type { GitHubClient } from './GitHubClient';
import { commitsRequestSchema } from './gitHubRequests';
import { parseRequest } from './parseRequest';

/** 404 for a branch, 409 for a repository without commits, 422 for a commit. */
const noSuchRevision = [404, 409, 422];

const repositorySchema = z.object({
  html_url: z.string(),
  default_branch: z.string().default('main'),
});

/** GitHub through its REST API. */
export class DefaultGitHubService implements GitHubService {
  readonly #client: GitHubClient;

  static create(options: { client: GitHubClient }): DefaultGitHubService {
    return new DefaultGitHubService(options.client);
  }

  private constructor(client: GitHubClient) {
    this.#client = client;
  }

  hosts(): readonly string[] {
    return this.#client.hosts;
  }

  async repositoryExists(
    slug: RepositorySlug,
    options?: { signal?: AbortSignal },
  ): Promise<boolean> {
    const found = await this.#client.read(slug, {
      route: 'GET /repos/{owner}/{repo}',
      signal: options?.signal,
    });
    return found !== undefined;
  }

  async findRepository(
    slug: RepositorySlug,
    options?: { signal?: AbortSignal },
  ): Promise<RepositorySummary | undefined> {
    const { signal } = options ?? {};
    const route = 'GET /repos/{owner}/{repo}';
    const found = await this.#client.read(slug, { route, signal });
    if (found === undefined) {
      return undefined;
    }
    const branches = await this.#client.read(slug, {
      route: `${route}/branches`,
      parameters: { per_page: 1 },
      signal,
    });
    const repository = repositorySchema.parse(found);
    return {
      url: repository.html_url,
      defaultBranch: repository.default_branch,
      empty: z.array(z.unknown()).parse(branches).length === 0,
    };
  }

  async listCommits(
    slug: RepositorySlug,
    options: { ref: string; limit?: number; signal?: AbortSignal },
  ): Promise<RepositoryCommit[] | undefined> {
    const { ref, limit } = parseRequest(commitsRequestSchema, options);
    const answer = await this.#client.read(slug, {
      route: 'GET /repos/{owner}/{repo}/commits',
      parameters: { sha: ref, per_page: limit },
      absent: noSuchRevision,
      signal: options.signal,
    });
    return answer === undefined ? undefined : commitsAnswerSchema.parse(answer);
  }
}
