import type { RepositorySlug } from '@golden-path/plugin-platform-common';
import { z } from 'zod/v3';
import { DefaultRepositoryWriterService } from '../client/DefaultRepositoryWriterService';
import { markerOf } from '../client/repository/markerOf';
import type {
  CommitRequest,
  PullRequestRequest,
} from '../RepositoryWriterService';
import { FaultyGitHub } from './FaultyGitHub';
import { gitHubClientOf } from './gitHubClientOf';
import { SandboxGitHub } from './SandboxGitHub';

const commitsSchema = z.array(
  z.object({ sha: z.string(), commit: z.object({ message: z.string() }) }),
);

const pullsSchema = z.array(z.object({ number: z.number() }));

const contentSchema = z.object({ sha: z.string() });

/** The file that the tests write. */
export const path = 'k8s/overlays/development/kustomization.yaml';

/** A GitHub with Git below it and faults before it, a clock that needs no waiting, and a writer. */
export class WriterStand {
  readonly sandbox: SandboxGitHub;
  readonly gitHub: FaultyGitHub;
  /** How long the writer waited, each time. */
  readonly waits: number[] = [];
  now = 0;
  #repositories = 0;

  static async start(): Promise<WriterStand> {
    const sandbox = await SandboxGitHub.start();
    return new WriterStand(sandbox, await FaultyGitHub.start(sandbox));
  }

  private constructor(sandbox: SandboxGitHub, gitHub: FaultyGitHub) {
    this.sandbox = sandbox;
    this.gitHub = gitHub;
  }

  async stop(): Promise<void> {
    await this.gitHub.stop();
    await this.sandbox.stop();
  }

  /** A writer as a process has it that has just started: it remembers nothing. */
  createWriter(
    options: { onWait?: () => void; token?: string } = {},
  ): DefaultRepositoryWriterService {
    const { token = this.sandbox.token } = options;
    const now = () => this.now;
    return DefaultRepositoryWriterService.create({
      client: gitHubClientOf(this.gitHub, { token, now }),
      clock: {
        now,
        delay: async (milliseconds, signal) => {
          options.onWait?.();
          signal?.throwIfAborted();
          this.waits.push(milliseconds);
          this.now += milliseconds;
        },
      },
    });
  }

  /** Ends all faults and forgets what was asked, and what the waits have added to the time. */
  reset(): void {
    this.gitHub.requests.length = 0;
    this.gitHub.faultOf = () => undefined;
    this.waits.length = 0;
    this.now = Date.now();
  }

  /** Makes a repository with one file, and forgets what was asked until then. */
  async createRepository(): Promise<RepositorySlug> {
    this.#repositories += 1;
    const repo = `service-${this.#repositories}`;
    await this.sandbox.ask('POST', '/orgs/acme/repos', {
      name: repo,
      auto_init: true,
    });
    const slug = { host: this.gitHub.host, owner: 'acme', repo };
    await this.change(slug, { content: 'tag: 1\n', message: 'Begin' });
    this.reset();
    return slug;
  }

  /** Changes a file as somebody else would, past the writer and the faults. */
  async change(
    { repo }: RepositorySlug,
    options: { content: string; message?: string; path?: string },
  ): Promise<void> {
    const place = `/repos/acme/${repo}/contents/${options.path ?? path}`;
    const old = await this.sandbox.ask('GET', place);
    const { status } = await this.sandbox.ask('PUT', place, {
      message: options.message ?? 'Change by hand',
      content: Buffer.from(options.content).toString('base64'),
      sha: old.status === 200 ? contentSchema.parse(old.body).sha : undefined,
      author: { name: 'Ben Okafor', email: 'ben@acme.example' },
    });
    if (status >= 300) {
      throw new Error(`The file could not be changed: ${status}`);
    }
  }

  /** The changes that were asked for, in their order. */
  changes(): string[] {
    return this.gitHub.requests
      .filter(({ changes }) => changes)
      .map(({ method, path: asked }) => `${method} ${asked}`);
  }

  /** The request to write the file, over what is there now. */
  async requestOf(
    { repo }: RepositorySlug,
    changes: Partial<CommitRequest> = {},
  ): Promise<CommitRequest> {
    const place = `/repos/acme/${repo}/contents/${path}`;
    const { body } = await this.sandbox.ask('GET', place);
    const { sha } = contentSchema.parse(body);
    return {
      branch: 'main',
      message: 'Deploy orders 2 to development',
      trailers: { 'Requested-by': 'user:default/ana' },
      marker: 'operation-1',
      files: [{ path, content: 'tag: 2\n', expectedBlobSha: sha }],
      ...changes,
    };
  }

  /** The same as a pull request. */
  async pullRequestOf(
    slug: RepositorySlug,
    changes: Partial<PullRequestRequest> = {},
  ): Promise<PullRequestRequest> {
    return {
      ...(await this.requestOf(slug)),
      head: 'deploy/operation-1',
      title: 'Deploy orders 2 to development',
      body: 'Asked for by Ana.',
      ...changes,
    };
  }

  /** The messages of the commits of a branch, the newest first; none where there is no such branch. */
  async messagesOf(
    { repo }: RepositorySlug,
    branch = 'main',
  ): Promise<string[]> {
    const { body } = await this.sandbox.ask(
      'GET',
      `/repos/acme/${repo}/commits?sha=${encodeURIComponent(branch)}`,
    );
    const commits = commitsSchema.safeParse(body).data ?? [];
    return commits.map(({ commit }) => commit.message);
  }

  /** How many commits of a branch, and how many pull requests, were made for a change. */
  async count(
    slug: RepositorySlug,
    change: { branch?: string; marker?: string; head?: string } = {},
  ): Promise<{ commits: number; pullRequests: number }> {
    const { branch = 'main', marker = 'operation-1' } = change;
    const { head = 'deploy/operation-1' } = change;
    const messages = await this.messagesOf(slug, branch);
    const { body } = await this.sandbox.ask(
      'GET',
      `/repos/acme/${slug.repo}/pulls?state=all&head=acme:${head}`,
    );
    return {
      commits: messages.filter(message => markerOf(message) === marker).length,
      pullRequests: pullsSchema.parse(body).length,
    };
  }
}
