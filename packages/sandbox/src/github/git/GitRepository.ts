import type { RepositoryName } from './GitRepositories.ts';
import { parseCommits, logFormat } from './parseCommits.ts';
import type { Commit } from './parseCommits.ts';
import { runGit, tryGit } from './runGit.ts';
import type { GitOptions } from './runGit.ts';

/** One entry of a directory in a commit. */
export interface TreeEntry {
  readonly path: string;
  readonly mode: string;
  readonly type: 'blob' | 'tree' | 'commit';
  readonly id: string;
  readonly size?: number;
}

/** A branch or a tag. */
export interface Reference {
  /** Whole, for example `refs/heads/main`. */
  readonly name: string;
  readonly id: string;
  readonly type: string;
  /** The commit that an annotated tag points at; else the same as `id`. */
  readonly commit: string;
}

/** Which commits of a history. */
export interface LogFilter {
  readonly path?: string;
  readonly limit: number;
  readonly skip?: number;
  readonly since?: string;
  readonly until?: string;
}

/** A Git object that a path or a revision names. */
export interface GitObject {
  readonly id: string;
  readonly type: string;
  readonly size: number;
}

// eslint-disable-next-line no-control-regex -- control characters are what is being refused
const unsafeRevision = /[\x00-\x20\x7f~^:?*[\\]|\.\.|@\{|^-|^\/|\/\/|\/$/;
// eslint-disable-next-line no-control-regex -- control characters are what is being refused
const unsafePath = /[\x00-\x1f\x7f]/;

/** Whether the text is a name that Git accepts for a branch, and that cannot be taken for an option. */
export function isSafeRevision(revision: string): boolean {
  return (
    revision.length > 0 &&
    revision.length < 256 &&
    !unsafeRevision.test(revision) &&
    !revision.split('/').some(part => part.startsWith('.') || part === '')
  );
}

/** Whether the text is a path inside a repository. */
export function isSafePath(path: string): boolean {
  return (
    path.length < 4096 &&
    !unsafePath.test(path) &&
    !path.split('/').some(part => part === '' || part === '.' || part === '..')
  );
}

/** Reads one bare repository through the system's git. */
export class GitRepository {
  readonly name: RepositoryName;
  readonly directory: string;
  readonly #environment: NodeJS.ProcessEnv;

  constructor(
    name: RepositoryName,
    directory: string,
    environment: NodeJS.ProcessEnv,
  ) {
    this.name = name;
    this.directory = directory;
    this.#environment = environment;
  }

  /** `owner/name`. */
  get fullName(): string {
    return `${this.name.owner}/${this.name.name}`;
  }

  /** How to run a git command on this repository. */
  options(
    input?: string | Buffer,
    environment: NodeJS.ProcessEnv = {},
  ): GitOptions {
    return {
      cwd: this.directory,
      environment: { ...this.#environment, ...environment },
      input,
    };
  }

  /** The branch that HEAD names, whether it exists yet or not. */
  async defaultBranch(): Promise<string> {
    const head = await runGit(['symbolic-ref', 'HEAD'], this.options());
    return head
      .toString()
      .trim()
      .replace(/^refs\/heads\//, '');
  }

  /** The commit that a branch, a tag, a (short) commit id or `HEAD` names. */
  async resolveCommit(revision: string): Promise<string | undefined> {
    if (!isSafeRevision(revision)) {
      return undefined;
    }
    const candidates = [
      `refs/heads/${revision}`,
      `refs/tags/${revision}`,
      revision.startsWith('refs/') ? revision : `refs/${revision}`,
      ...(/^[0-9a-f]{7,40}$/.test(revision) || revision === 'HEAD'
        ? [revision]
        : []),
    ];
    const objects = await this.findObjects(
      candidates.map(candidate => `${candidate}^{commit}`),
    );
    return objects.find(object => object?.type === 'commit')?.id;
  }

  /** What each of the names (as `git cat-file` knows them) stands for. */
  async findObjects(
    names: readonly string[],
  ): Promise<(GitObject | undefined)[]> {
    const output = await runGit(
      ['cat-file', '--batch-check'],
      this.options(`${names.join('\n')}\n`),
    );
    return output
      .toString()
      .trimEnd()
      .split('\n')
      .map(line => {
        const match = /^([0-9a-f]{40}) (\w+) (\d+)$/.exec(line);
        return match
          ? { id: match[1], type: match[2], size: Number(match[3]) }
          : undefined;
      });
  }

  /** What is at a path of a commit; the empty path is its root. */
  async findPath(commit: string, path: string): Promise<GitObject | undefined> {
    if (path !== '' && !isSafePath(path)) {
      return undefined;
    }
    const [found] = await this.findObjects([`${commit}:${path}`]);
    return found;
  }

  /** The bytes of an object of the given type. */
  async read(type: string, id: string): Promise<Buffer> {
    return runGit(['cat-file', type, id], this.options());
  }

  /** The entries of a tree or of a commit's root; with `recursive` those of the folders below too, by whole path. */
  async listTree(tree: string, recursive = false): Promise<TreeEntry[]> {
    const flags = recursive ? ['-r', '-t'] : [];
    const output = await runGit(
      ['ls-tree', '-z', '-l', '--full-tree', ...flags, tree],
      this.options(),
    );
    return output
      .toString()
      .split('\0')
      .filter(line => line !== '')
      .map(line => {
        const tab = line.indexOf('\t');
        const [mode, type, id, size] = line.slice(0, tab).split(/ +/);
        return {
          path: line.slice(tab + 1),
          mode,
          // `git ls-tree` knows just these three.
          type: type as TreeEntry['type'],
          id,
          ...(size === '-' ? {} : { size: Number(size) }),
        };
      });
  }

  /** Commits, newest first. `range` is a revision or `a..b` of commit ids. */
  async log(range: string, filter: LogFilter): Promise<Commit[]> {
    const output = await runGit(
      [
        'log',
        logFormat,
        `--max-count=${filter.limit}`,
        `--skip=${filter.skip ?? 0}`,
        ...(filter.since ? [`--since=${filter.since}`] : []),
        ...(filter.until ? [`--until=${filter.until}`] : []),
        range,
        '--',
        ...(filter.path ? [filter.path] : []),
      ],
      this.options(),
    );
    return parseCommits(output.toString());
  }

  /** One commit by its id. */
  async commit(id: string): Promise<Commit> {
    const [commit] = await this.log(id, { limit: 1 });
    return commit;
  }

  /** How many commits the range holds. */
  async countCommits(range: string, path?: string): Promise<number> {
    const output = await runGit(
      ['rev-list', '--count', range, '--', ...(path ? [path] : [])],
      this.options(),
    );
    return Number(output.toString());
  }

  /** Branches and tags whose whole name begins with the prefix. */
  async references(prefix = 'refs/'): Promise<Reference[]> {
    const output = await runGit(
      [
        'for-each-ref',
        '--format=%(refname)%00%(objectname)%00%(objecttype)%00%(*objectname)',
      ],
      this.options(),
    );
    return output
      .toString()
      .split('\n')
      .filter(line => line.startsWith(prefix))
      .map(line => {
        const [name, id, type, peeled] = line.split('\0');
        return { name, id, type, commit: peeled || id };
      });
  }

  /** The commit where two histories part, if they share one. */
  async mergeBase(left: string, right: string): Promise<string | undefined> {
    const result = await tryGit(['merge-base', left, right], this.options());
    return result.exitCode === 0 ? result.stdout.toString().trim() : undefined;
  }

  /** When something was last committed to a branch: the time of the newest commit. */
  async lastCommitDate(): Promise<string | undefined> {
    const output = await runGit(
      [
        'for-each-ref',
        '--sort=-committerdate',
        '--count=1',
        '--format=%(committerdate:iso-strict)',
        'refs/heads',
      ],
      this.options(),
    );
    const date = output.toString().trim();
    return date === '' ? undefined : toUtc(date);
  }
}

/** The same moment in the form that GitHub uses. */
export function toUtc(date: string): string {
  return new Date(date).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
