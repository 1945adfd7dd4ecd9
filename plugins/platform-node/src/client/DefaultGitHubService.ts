import { InputError } from '@backstage/errors';
import type { RepositorySlug } from '@golden-path/plugin-platform-common';
import { z } from 'zod';
import type {
  GitHubService,
  RepositoryCommit,
  RepositorySummary,
} from '../GitHubService';
import { commitsAnswerSchema, contentAnswerSchema } from './gitHubAnswers';
import { GitHubClient, type GitHubClientOptions } from './GitHubClient';
import { commitsRequestSchema, fileRequestSchema } from './gitHubRequests';
import { parseRequest } from './parseRequest';

/** 404 for a branch, 409 for a repository without commits, 422 for a commit. */
const noSuchRevision = [404, 409, 422];

const repositorySchema = z.object({ html_url: z.string() });

/** GitHub through its REST API. */
export class DefaultGitHubService implements GitHubService {
  readonly #client: GitHubClient;
  readonly #hosts: readonly string[];

  static create(options: GitHubClientOptions): DefaultGitHubService {
    return new DefaultGitHubService(
      GitHubClient.create(options),
      options.hosts,
    );
  }

  private constructor(client: GitHubClient, hosts: readonly string[]) {
    this.#client = client;
    this.#hosts = hosts;
  }

  hosts(): readonly string[] {
    return this.#hosts;
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
    return {
      url: repositorySchema.parse(found).html_url,
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

  async readFile(
    slug: RepositorySlug,
    options: { path: string; ref: string; signal?: AbortSignal },
  ): Promise<string | undefined> {
    const { path, ref } = parseRequest(fileRequestSchema, options);
    const answer = await this.#client.read(slug, {
      route: 'GET /repos/{owner}/{repo}/contents/{+path}',
      parameters: { path: path.map(encodeURIComponent).join('/'), ref },
      signal: options.signal,
    });
    const file = contentAnswerSchema.parse(answer);
    if (file?.encoding === 'none') {
      throw new InputError(
        `${options.path} in ${slug.owner}/${slug.repo} is larger than the 1 MB that can be read`,
      );
    }
    return file && Buffer.from(file.content, 'base64').toString('utf8');
  }
}
