import { mkdir, readdir, rename, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { GitRepository } from './GitRepository.ts';
import { runGit, tryGit } from './runGit.ts';

const namePattern = /^[A-Za-z0-9_.-]{1,100}$/;

/** Which repository: its owner's login and its name. */
export interface RepositoryName {
  readonly owner: string;
  readonly name: string;
}

/** Whether the text can be the name of an owner or of a repository, and so a folder of ours. */
export function isSafeName(name: string): boolean {
  return (
    namePattern.test(name) &&
    name !== '.' &&
    name !== '..' &&
    !name.endsWith('.git')
  );
}

/** The bare repositories on disk: the one truth about what was committed. */
export class GitRepositories {
  readonly #root: string;
  readonly #environment: NodeJS.ProcessEnv;

  private constructor(root: string, environment: NodeJS.ProcessEnv) {
    this.#root = root;
    this.#environment = environment;
  }

  /** Opens the folder and prepares git's own configuration, so that the user's one has no effect. */
  static async open(dataDirectory: string): Promise<GitRepositories> {
    await requireGit(dataDirectory);
    const root = join(dataDirectory, 'repositories');
    const home = join(dataDirectory, 'git-home');
    const hooks = join(home, 'hooks');
    await mkdir(root, { recursive: true });
    await mkdir(hooks, { recursive: true });
    await writeFile(
      join(home, '.gitconfig'),
      [
        '[safe]\n\tdirectory = *',
        '[init]\n\tdefaultBranch = main',
        '[http]\n\treceivepack = true',
        '[receive]\n\tautogc = false',
        '[gc]\n\tauto = 0',
        `[core]\n\thooksPath = ${JSON.stringify(hooks)}\n\tquotePath = false`,
        '[user]\n\tname = GitHub stand-in\n\temail = noreply@localhost',
        '',
      ].join('\n'),
    );
    return new GitRepositories(root, gitEnvironment(home));
  }

  /** The folder above all repositories. */
  get root(): string {
    return this.#root;
  }

  /** The environment that git commands on these repositories need. */
  get environment(): NodeJS.ProcessEnv {
    return this.#environment;
  }

  /** The repository of that name, or undefined where there is none. */
  async find(name: RepositoryName): Promise<GitRepository | undefined> {
    if (!isSafeName(name.owner) || !isSafeName(name.name)) {
      return undefined;
    }
    const directory = this.#directory(name);
    const exists = await stat(join(directory, 'HEAD')).then(
      () => true,
      () => false,
    );
    return exists
      ? new GitRepository(name, directory, this.#environment)
      : undefined;
  }

  /** All repositories, by owner and name. */
  async list(): Promise<GitRepository[]> {
    const repositories: GitRepository[] = [];
    for (const owner of (await readdir(this.#root)).sort()) {
      for (const folder of (await readdir(join(this.#root, owner))).sort()) {
        const found = folder.endsWith('.git')
          ? await this.find({ owner, name: folder.slice(0, -4) })
          : undefined;
        if (found) {
          repositories.push(found);
        }
      }
    }
    return repositories;
  }

  /**
   * Makes an empty repository. `prepare` may fill it before anybody can see it: an interrupted start leaves no half-made
   * repository behind.
   */
  async create(
    name: RepositoryName,
    prepare?: (repository: GitRepository) => Promise<void>,
  ): Promise<GitRepository> {
    if (!isSafeName(name.owner) || !isSafeName(name.name)) {
      throw new Error(`"${name.owner}/${name.name}" cannot name a repository`);
    }
    const directory = this.#directory(name);
    const unfinished = `${directory}.unfinished`;
    await rm(unfinished, { recursive: true, force: true });
    await mkdir(unfinished, { recursive: true });
    await runGit(['init', '--quiet', '--bare', '.'], {
      cwd: unfinished,
      environment: this.#environment,
    });
    await runGit(['symbolic-ref', 'HEAD', 'refs/heads/main'], {
      cwd: unfinished,
      environment: this.#environment,
    });
    await prepare?.(new GitRepository(name, unfinished, this.#environment));
    await rename(unfinished, directory);
    return new GitRepository(name, directory, this.#environment);
  }

  /** Renames a repository. */
  async rename(from: RepositoryName, to: RepositoryName): Promise<void> {
    if (!isSafeName(to.owner) || !isSafeName(to.name)) {
      throw new Error(`"${to.owner}/${to.name}" cannot name a repository`);
    }
    await rename(this.#directory(from), this.#directory(to));
  }

  /** Deletes a repository with all it holds. */
  async delete(name: RepositoryName): Promise<void> {
    if (await this.find(name)) {
      await rm(this.#directory(name), { recursive: true, force: true });
    }
  }

  #directory(name: RepositoryName): string {
    return join(this.#root, name.owner, `${name.name}.git`);
  }
}

/** Says what is missing before anything fails because of it. */
async function requireGit(cwd: string): Promise<void> {
  const environment = process.env;
  const found = await tryGit(['--exec-path'], { cwd, environment }).catch(
    () => undefined,
  );
  if (found?.exitCode !== 0) {
    throw new Error(
      "The sandbox's GitHub needs git, and there is no git on the PATH. Install it and start again.",
    );
  }
  const programs = await readdir(found.stdout.toString().trim());
  if (!programs.some(program => /^git-http-backend(\.exe)?$/.test(program))) {
    throw new Error(
      "The sandbox's GitHub needs the program git-http-backend, which this git was installed without. Install the package that holds it (git-daemon on Alpine) and start again.",
    );
  }
}

/** The parent's environment without anything that would steer git elsewhere. */
function gitEnvironment(home: string): NodeJS.ProcessEnv {
  const inherited = Object.entries(process.env).filter(
    ([name]) => !name.startsWith('GIT_'),
  );
  return {
    ...Object.fromEntries(inherited),
    HOME: home,
    XDG_CONFIG_HOME: home,
    GIT_CONFIG_NOSYSTEM: '1',
    GIT_TERMINAL_PROMPT: '0',
    GIT_LITERAL_PATHSPECS: '1',
    LC_ALL: 'C',
  };
}
