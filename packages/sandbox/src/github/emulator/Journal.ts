import { appendFile, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';

const entrySchema = z.object({
  /** When it happened, ISO 8601. */
  at: z.string(),
  login: z.string(),
  method: z.string(),
  path: z.string(),
  body: z.unknown().optional(),
  /** What Git had to say about it, for example the commit that a merge made. */
  facts: z.record(z.string(), z.string()).optional(),
});

/** One change that the emulator accepted. */
export type JournalEntry = z.infer<typeof entrySchema>;

/**
 * Every change to what is not in Git (repositories, teams, collaborators, pull requests, …), in order. The emulator keeps
 * its state in memory only: replaying the journal at the next start brings the same state and the same numbers back.
 */
export class Journal {
  readonly #file: string;
  readonly #entries: JournalEntry[];
  #writing: Promise<void> = Promise.resolve();

  private constructor(file: string, entries: JournalEntry[]) {
    this.#file = file;
    this.#entries = entries;
  }

  /** Reads the journal of the earlier starts. */
  static async open(dataDirectory: string, fileName: string): Promise<Journal> {
    const file = join(dataDirectory, fileName);
    const text = await readFile(file, 'utf8').catch(
      (error: NodeJS.ErrnoException) => {
        if (error.code === 'ENOENT') {
          return '';
        }
        throw error;
      },
    );
    const lines = text.split('\n');
    // What follows the last line break was being written when the process was killed: nobody was told that it worked.
    const unfinished = lines.pop();
    if (unfinished) {
      await appendFile(file, '\n');
    }
    return new Journal(file, lines.flatMap(parseLine));
  }

  get entries(): readonly JournalEntry[] {
    return this.#entries;
  }

  /** Adds a change; it is on disk when the promise resolves. */
  append(entry: JournalEntry): Promise<void> {
    this.#entries.push(entry);
    const write = () =>
      appendFile(this.#file, `${JSON.stringify(entry)}\n`, { mode: 0o600 });
    this.#writing = this.#writing.then(write, write);
    return this.#writing;
  }
}

function parseLine(line: string): JournalEntry[] {
  try {
    return [entrySchema.parse(JSON.parse(line))];
  } catch {
    // A line cut short by a kill: see above.
    return [];
  }
}
