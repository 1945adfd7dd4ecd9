import { createHash } from 'node:crypto';
import { ConflictError } from '@backstage/errors';
import type {
  BranchState,
  CommitRequest,
  PullRequestRequest,
  PullRequestState,
  RepositoryCommit,
  RepositoryWriterService,
  WrittenCommit,
} from '@golden-path/plugin-platform-node';

interface FakeCommit extends RepositoryCommit {
  readonly files: ReadonlyMap<string, string>;
  readonly marker?: string;
  readonly text: string;
}

interface FakePullRequest {
  readonly request: PullRequestRequest;
  state: PullRequestState['state'];
  mergeSha?: string;
}

const branch = 'main';

/** One repository on GitHub with one branch, without Git. It does once what is asked for with one marker. */
export class FakeRepository implements RepositoryWriterService {
  readonly pullRequests: FakePullRequest[] = [];
  /** Versions by the commits that they stand for. */
  readonly tags = new Map<string, string>();
  needsPullRequest = false;
  /** Called after each commit. */
  onCommit: () => void = () => {};
  readonly #commits: FakeCommit[] = [];

  constructor(files: Record<string, string>) {
    this.push({ files, title: 'Begin', author: 'Ana' });
  }

  get head(): FakeCommit {
    return this.#commits[this.#commits.length - 1];
  }

  /** What the portal has committed. */
  get written(): FakeCommit[] {
    return this.#commits.filter(({ marker }) => marker !== undefined);
  }

  /** Commits as somebody else would. */
  push(change: {
    files?: Record<string, string>;
    title: string;
    author: string;
    marker?: string;
    text?: string;
    tag?: string;
  }): string {
    const { files = {}, title, author, marker, text = title, tag } = change;
    const before = this.#commits.at(-1);
    const sha = createHash('sha1')
      .update(`${this.#commits.length} ${title}`)
      .digest('hex');
    this.#commits.push({
      sha,
      parents: before ? [before.sha] : [],
      title,
      author: { name: author },
      date: '2026-01-02T03:04:05Z',
      url: `https://github.com/acme/orders/commit/${sha}`,
      files: new Map([...(before?.files ?? []), ...Object.entries(files)]),
      marker,
      text,
    });
    if (tag) {
      this.tags.set(tag, sha);
    }
    this.onCommit();
    return sha;
  }

  contentOf(path: string, ref = branch): string | undefined {
    return this.#at(ref)?.files.get(path);
  }

  async readBranch(
    _slug: unknown,
    options: { branch: string; paths: readonly string[] },
  ): Promise<BranchState | undefined> {
    if (options.branch !== branch) {
      return undefined;
    }
    return {
      name: branch,
      headSha: this.head.sha,
      needsPullRequest: this.needsPullRequest,
      files: options.paths.flatMap(path => {
        const content = this.contentOf(path);
        return content === undefined
          ? []
          : [{ path, content, blobSha: blobOf(content) }];
      }),
    };
  }

  async readFile(_slug: unknown, options: { path: string; ref: string }) {
    return this.contentOf(options.path, options.ref);
  }

  async commit(_slug: unknown, request: CommitRequest): Promise<WrittenCommit> {
    const found = this.#commits.find(({ marker }) => marker === request.marker);
    if (found) {
      return { sha: found.sha, url: found.url, isNew: false };
    }
    this.#check(request);
    await request.beforeWrite?.();
    const sha = this.#write(request);
    return { sha, url: this.head.url, isNew: true };
  }

  async openPullRequest(_slug: unknown, request: PullRequestRequest) {
    const index = this.pullRequests.findIndex(
      existing => existing.request.marker === request.marker,
    );
    if (index >= 0) {
      return this.#stateOf(index + 1);
    }
    this.#check(request);
    await request.beforeWrite?.();
    this.pullRequests.push({ request, state: 'open' });
    return this.#stateOf(this.pullRequests.length);
  }

  async readPullRequest(_slug: unknown, { number }: { number: number }) {
    return this.#stateOf(number);
  }

  async closePullRequest(
    _slug: unknown,
    options: { number: number; beforeWrite?: () => Promise<void> },
  ) {
    const pullRequest = this.pullRequests[options.number - 1];
    if (pullRequest.state === 'open') {
      await options.beforeWrite?.();
      pullRequest.state = 'closed';
    }
    return this.#stateOf(options.number);
  }

  /** As a person would. */
  merge(number: number): void {
    const pullRequest = this.pullRequests[number - 1];
    pullRequest.mergeSha = this.#write(pullRequest.request);
    pullRequest.state = 'merged';
  }

  async commitsBetween(
    _slug: unknown,
    options: { from: string; to: string; limit?: number },
  ) {
    const [from, to] = [options.from, options.to].map(ref =>
      this.#commits.findIndex(commit => commit === this.#at(ref)),
    );
    return from < 0 || to < from
      ? undefined
      : {
          items: this.#commits.slice(from + 1, to + 1).toReversed(),
          hasMore: false,
        };
  }

  #at(ref: string): FakeCommit | undefined {
    const sha = ref === branch ? this.head.sha : this.tags.get(ref) ?? ref;
    return this.#commits.find(commit => commit.sha === sha);
  }

  #check({ files }: CommitRequest): void {
    for (const { path, expectedBlobSha } of files) {
      const content = this.contentOf(path);
      if ((content && blobOf(content)) !== expectedBlobSha) {
        throw new ConflictError(`${path} was changed by somebody else.`);
      }
    }
  }

  #write({ message, trailers, marker, files }: CommitRequest): string {
    return this.push({
      files: Object.fromEntries(
        files.map(({ path, content }) => [path, content]),
      ),
      title: message.split('\n')[0],
      author: 'portal',
      marker,
      text: [
        message,
        '',
        ...Object.entries(trailers).map(([key, value]) => `${key}: ${value}`),
      ].join('\n'),
    });
  }

  #stateOf(number: number): PullRequestState {
    const { state, mergeSha } = this.pullRequests[number - 1];
    const url = `https://github.com/acme/orders/pull/${number}`;
    return { number, url, state, mergeSha };
  }
}

function blobOf(content: string): string {
  return createHash('sha1').update(content).digest('hex');
}
