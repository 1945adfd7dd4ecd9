import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { runCommand } from './runCommand.ts';

const gitTimeout = 30_000;
/** So many polls in a row may fail before a repository counts as out of reach. */
const toleratedFailures = 3;

/** A name in a repository (`HEAD`, a branch, a tag) and the commit that it stands for. */
type References = ReadonlyMap<string, string>;

/** A commit in the history of a folder. */
export interface LoggedCommit {
  readonly id: string;
  readonly date: Date;
  readonly authorEmail: string;
}

/** A commit of a branch, and what it changed against the one before on it. */
export interface BranchCommit {
  readonly id: string;
  readonly authorEmail: string;
  readonly message: string;
  readonly paths: readonly string[];
}

/** What a repository answered last. */
interface Poll {
  readonly references?: References;
  /** How often it has not answered since, and why. */
  readonly failures: number;
  readonly error?: string;
}

/** A commit, or why there is none. */
export type Resolution =
  | { readonly commit: string; readonly error?: undefined }
  | { readonly commit?: undefined; readonly error: string };

export interface GitRepositoriesOptions {
  /** Where the copies of the repositories are kept. */
  readonly directory: string;
  /** The token is sent to this host only. */
  readonly gitHub: { readonly url: string; readonly token: string };
  readonly signal: AbortSignal;
}

function parseReferences(text: string): References {
  const references = new Map<string, string>();
  for (const line of text.split('\n')) {
    const [commit, name] = line.split('\t');
    if (commit && name) {
      // The commit of an annotated tag comes in a second line.
      references.set(name.replace(/\^\{\}$/, ''), commit);
    }
  }
  return references;
}

/** Copies of Git repositories, by the system's git. */
export class GitRepositories {
  readonly #options: GitRepositoriesOptions;
  readonly #polls = new Map<string, Poll>();
  readonly #fetches = new Map<string, Promise<void>>();

  constructor(options: GitRepositoriesOptions) {
    this.#options = options;
  }

  /** Asks a repository which commits its branches and tags are at. */
  async poll(url: string): Promise<void> {
    try {
      const references = parseReferences(await this.#git(['ls-remote', url]));
      this.#polls.set(url, { references, failures: 0 });
    } catch (error) {
      this.#options.signal.throwIfAborted();
      const before = this.#polls.get(url);
      const failures = (before?.failures ?? 0) + 1;
      this.#polls.set(url, {
        failures,
        error: error instanceof Error ? error.message : String(error),
        references:
          failures < toleratedFailures ? before?.references : undefined,
      });
    }
  }

  /** Whether a repository has been asked. */
  isKnown(url: string): boolean {
    return this.#polls.has(url);
  }

  /** All repositories that have been asked. */
  urls(): readonly string[] {
    return [...this.#polls.keys()];
  }

  /** The tags of a repository and the commits that they are at, as of the last poll. */
  tags(url: string): ReadonlyMap<string, string> {
    const prefix = 'refs/tags/';
    const references = [...(this.#polls.get(url)?.references ?? [])];
    return new Map(
      references
        .filter(([name]) => name.startsWith(prefix))
        .map(([name, commit]) => [name.slice(prefix.length), commit]),
    );
  }

  /** The commit of a branch, a tag or `HEAD`, as of the last poll. */
  resolve(url: string, revision = 'HEAD'): Resolution {
    const { references, error } = this.#polls.get(url) ?? {};
    if (!references) {
      return { error: error ?? 'the repository has not answered yet' };
    }
    const commit = ['', 'refs/heads/', 'refs/tags/']
      .map(prefix => references.get(prefix + revision))
      .find(Boolean);
    if (commit) {
      return { commit };
    }
    return /^[0-9a-f]{40}$/.test(revision)
      ? { commit: revision }
      : { error: `unable to resolve '${revision}' to a commit SHA` };
  }

  /** The commits up to one that changed a folder, newest first. */
  async log(source: {
    url: string;
    commit: string;
    path: string;
    limit: number;
  }): Promise<LoggedCommit[]> {
    const { url, commit, path, limit } = source;
    const repository = await this.#require(url, commit);
    const text = await this.#git([
      `--git-dir=${repository}`,
      'log',
      `--max-count=${limit}`,
      '--format=%H%x09%cI%x09%ae',
      commit,
      '--',
      path,
    ]);
    return text
      .split('\n')
      .filter(line => line !== '')
      .map(line => {
        const [id, date, authorEmail] = line.split('\t');
        return { id, date: new Date(date), authorEmail };
      });
  }

  /**
   * What came to a branch after a commit, newest first and with the paths that it changed there. Only the last commit
   * where the one before is not known, or is no longer there.
   */
  async commitsSince(range: {
    url: string;
    from: string | undefined;
    to: string;
  }): Promise<BranchCommit[]> {
    const { url, from, to } = range;
    const repository = await this.#require(url, to);
    const isKnown = from && (await this.#hasCommit(repository, from));
    const text = await this.#git([
      `--git-dir=${repository}`,
      'log',
      '-m',
      '--first-parent',
      '--name-only',
      '--format=%x01%H%x00%ae%x00%B%x00',
      ...(isKnown ? [`${from}..${to}`] : ['--max-count=1', to]),
      '--',
    ]);
    return text
      .split('\x01')
      .slice(1)
      .map(record => {
        const [id, authorEmail, message, paths] = record.split('\0');
        return {
          id,
          authorEmail,
          message,
          paths: paths.split('\n').filter(path => path !== ''),
        };
      });
  }

  /** Hands the files of a commit, in a folder that exists only meanwhile, to a function. */
  async withFiles<T>(
    source: { url: string; commit: string },
    use: (directory: string) => Promise<T>,
  ): Promise<T> {
    const { url, commit } = source;
    const repository = await this.#require(url, commit);
    const directory = await mkdtemp(join(this.#options.directory, 'files-'));
    try {
      await this.#git(
        [
          `--git-dir=${repository}`,
          `--work-tree=${directory}`,
          'checkout',
          '--quiet',
          commit,
          '--',
          '.',
        ],
        { GIT_INDEX_FILE: `${directory}.index` },
      );
      return await use(directory);
    } finally {
      await rm(directory, { recursive: true, force: true });
      await rm(`${directory}.index`, { force: true });
    }
  }

  /** The copy of a repository, with this commit in it. */
  async #require(url: string, commit: string): Promise<string> {
    const repository = this.#directoryOf(url);
    // In the middle of a fetch a commit may be there and its files not yet.
    await this.#fetches.get(repository);
    if (!(await this.#hasCommit(repository, commit))) {
      await this.#fetch(url, repository);
    }
    return repository;
  }

  #directoryOf(url: string): string {
    const name = createHash('sha256').update(url).digest('hex').slice(0, 16);
    return join(this.#options.directory, `${name}.git`);
  }

  async #hasCommit(repository: string, commit: string): Promise<boolean> {
    return this.#git([
      `--git-dir=${repository}`,
      'cat-file',
      '-e',
      `${commit}^{commit}`,
    ]).then(
      () => true,
      () => false,
    );
  }

  /** Brings all branches and tags; one fetch per repository at a time. */
  async #fetch(url: string, repository: string): Promise<void> {
    const running = this.#fetches.get(repository);
    if (running) {
      return running;
    }
    const fetching = (async () => {
      await mkdir(repository, { recursive: true });
      await this.#git(['init', '--quiet', '--bare', repository]);
      await this.#git([
        `--git-dir=${repository}`,
        'fetch',
        '--quiet',
        '--prune',
        '--force',
        url,
        '+refs/heads/*:refs/heads/*',
        '+refs/tags/*:refs/tags/*',
      ]);
    })();
    this.#fetches.set(repository, fetching);
    return fetching.finally(() => this.#fetches.delete(repository));
  }

  async #git(
    args: readonly string[],
    variables?: Readonly<Record<string, string>>,
  ): Promise<string> {
    const { gitHub, signal } = this.#options;
    const credentials = Buffer.from(`x-access-token:${gitHub.token}`);
    const scope = `http.${gitHub.url.replace(/\/+$/, '')}/`;
    // As variables and not as arguments, because everybody on the machine can read the arguments of a process.
    return runCommand('git', args, {
      signal,
      timeoutMilliseconds: gitTimeout,
      environment: {
        GIT_TERMINAL_PROMPT: '0',
        GIT_CONFIG_NOSYSTEM: '1',
        GIT_CONFIG_GLOBAL: '/dev/null',
        GIT_CONFIG_COUNT: '3',
        GIT_CONFIG_KEY_0: `${scope}.extraHeader`,
        GIT_CONFIG_VALUE_0: `Authorization: Basic ${credentials.toString(
          'base64',
        )}`,
        GIT_CONFIG_KEY_1: `${scope}.proxy`,
        GIT_CONFIG_VALUE_1: '',
        // No tidying up in the background, which would outlive the player.
        GIT_CONFIG_KEY_2: 'maintenance.auto',
        GIT_CONFIG_VALUE_2: 'false',
        ...variables,
      },
    });
  }
}
