import { readFile } from 'node:fs/promises';
import { z } from 'zod';
import { writeFileAtomically } from '../../data/writeFileAtomically.ts';

const recordSchema = z.record(z.string(), z.string());

/** The head of the default branch of each repository up to which all is built, kept over restarts. */
export class BuildRecord {
  readonly #file: string;
  readonly #heads: Map<string, string>;
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: string, heads: Map<string, string>) {
    this.#file = file;
    this.#heads = heads;
  }

  static async open(file: string): Promise<BuildRecord> {
    const text = await readFile(file, 'utf8').catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') {
          return '{}';
        }
        throw error;
      },
    );
    const heads = recordSchema.parse(JSON.parse(text));
    return new BuildRecord(file, new Map(Object.entries(heads)));
  }

  headOf(repository: string): string | undefined {
    return this.#heads.get(repository);
  }

  /** It is on disk when the promise resolves. */
  async add(repository: string, head: string): Promise<void> {
    this.#heads.set(repository, head);
    const write = () =>
      writeFileAtomically(
        this.#file,
        `${JSON.stringify(Object.fromEntries(this.#heads), null, 2)}\n`,
      );
    this.#writing = this.#writing.then(write, write);
    return this.#writing;
  }
}
