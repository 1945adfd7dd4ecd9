import { z } from 'zod';

const referenceShape = z.object({ object: z.object({ sha: z.string() }) });
const repositoryShape = z.object({ default_branch: z.string() });
const commitShape = z.object({ tree: z.object({ sha: z.string() }) });
const created = z.object({ sha: z.string() });
const checkRunShape = z.object({ id: z.number() });

const timeout = 10_000;

/** GitHub answered, and refused. */
export class RefusedRequest extends Error {
  readonly status: number;

  constructor(status: number, message: string) {
    super(message);
    this.name = 'RefusedRequest';
    this.status = status;
  }
}

/** The requests of a pipeline to the API of GitHub, in the name of its own account. */
export class ActionsClient {
  readonly #url: string;
  readonly #token: string;
  readonly #signal: AbortSignal;

  constructor(options: { url: string; token: string; signal: AbortSignal }) {
    this.#url = options.url.replace(/\/+$/, '');
    this.#token = options.token;
    this.#signal = options.signal;
  }

  async defaultBranch(repository: string): Promise<string> {
    const found = await this.#send('GET', `/repos/${repository}`);
    return repositoryShape.parse(found).default_branch;
  }

  async headOf(repository: string, branch: string): Promise<string> {
    const path = `/repos/${repository}/git/ref/heads/${branch}`;
    const { object } = referenceShape.parse(await this.#send('GET', path));
    return object.sha;
  }

  async readFile(
    repository: string,
    place: { path: string; commit: string },
  ): Promise<string> {
    const { path, commit } = place;
    const address = `/repos/${repository}/contents/${path}?ref=${commit}`;
    const found = z
      .object({ content: z.string() })
      .parse(await this.#send('GET', address));
    return Buffer.from(found.content, 'base64').toString();
  }

  /** Commits a file on top of a branch that is still where it was seen. */
  async commitFile(
    repository: string,
    change: {
      branch: string;
      head: string;
      message: string;
      path: string;
      content: string;
    },
  ): Promise<void> {
    const { branch, head, message, path, content } = change;
    const git = `/repos/${repository}/git`;
    const before = commitShape.parse(
      await this.#send('GET', `${git}/commits/${head}`),
    );
    const tree = created.parse(
      await this.#send('POST', `${git}/trees`, {
        base_tree: before.tree.sha,
        tree: [{ path, mode: '100644', type: 'blob', content }],
      }),
    );
    const commit = created.parse(
      await this.#send('POST', `${git}/commits`, {
        message,
        tree: tree.sha,
        parents: [head],
      }),
    );
    const address = `${git}/refs/heads/${branch}`;
    await this.#send('PATCH', address, { sha: commit.sha });
  }

  async tag(repository: string, name: string, commit: string): Promise<void> {
    await this.#send('POST', `/repos/${repository}/git/refs`, {
      ref: `refs/tags/${name}`,
      sha: commit,
    });
  }

  /** Tells that a check of a commit has begun, and answers with its number. */
  async beginCheck(repository: string, commit: string): Promise<number> {
    const run = await this.#send('POST', `/repos/${repository}/check-runs`, {
      name: 'image',
      head_sha: commit,
      status: 'in_progress',
    });
    return checkRunShape.parse(run).id;
  }

  async endCheck(
    repository: string,
    number: number,
    result: { conclusion: 'success' | 'failure'; title: string },
  ): Promise<void> {
    const { conclusion, title } = result;
    await this.#send('PATCH', `/repos/${repository}/check-runs/${number}`, {
      status: 'completed',
      conclusion,
      output: { title, summary: title },
    });
  }

  async #send(method: string, path: string, body?: unknown): Promise<unknown> {
    const response = await fetch(`${this.#url}/api/v3${path}`, {
      method,
      headers: {
        authorization: `Bearer ${this.#token}`,
        accept: 'application/vnd.github+json',
      },
      signal: AbortSignal.any([this.#signal, AbortSignal.timeout(timeout)]),
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
    const text = await response.text();
    if (!response.ok) {
      throw new RefusedRequest(
        response.status,
        `${method} ${path} was answered with ${response.status}: ${text}`,
      );
    }
    return JSON.parse(text);
  }
}
