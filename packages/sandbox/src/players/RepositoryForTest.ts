import { execFile } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';

const run = promisify(execFile);

/** A repository on disk that a test writes commits into. */
export class RepositoryForTest {
  readonly #directory: string;

  static async create(directory: string): Promise<RepositoryForTest> {
    await mkdir(directory, { recursive: true });
    const repository = new RepositoryForTest(directory);
    await repository.#git('init', '--quiet', '--initial-branch=main');
    return repository;
  }

  private constructor(directory: string) {
    this.#directory = directory;
  }

  get url(): string {
    return `file://${this.#directory}`;
  }

  /** Commits files, and answers with the id of the commit. */
  async commit(files: Readonly<Record<string, string>>): Promise<string> {
    for (const [path, content] of Object.entries(files)) {
      await mkdir(dirname(join(this.#directory, path)), { recursive: true });
      await writeFile(join(this.#directory, path), content);
    }
    await this.#git('add', '.');
    await this.#git('commit', '--quiet', '--message=Change');
    return (await this.#git('rev-parse', 'HEAD')).trim();
  }

  async #git(...args: string[]): Promise<string> {
    const author = { name: 'Ana Silva', email: 'ana@acme.example' };
    const { stdout } = await run('git', args, {
      cwd: this.#directory,
      env: {
        ...process.env,
        GIT_AUTHOR_NAME: author.name,
        GIT_AUTHOR_EMAIL: author.email,
        GIT_COMMITTER_NAME: author.name,
        GIT_COMMITTER_EMAIL: author.email,
      },
    });
    return stdout;
  }
}
