/** Who did something, and when. */
export interface Signature {
  readonly name: string;
  readonly email: string;
  /** ISO 8601, UTC. */
  readonly date: string;
}

/** A commit. */
export interface Commit {
  readonly id: string;
  readonly tree: string;
  readonly parents: readonly string[];
  readonly author: Signature;
  readonly committer: Signature;
  readonly message: string;
}

/** The `git log` option whose output `parseCommits` reads. */
export const logFormat =
  '--format=%H%x00%T%x00%P%x00%an%x00%ae%x00%aI%x00%cn%x00%ce%x00%cI%x00%B%x00%x01';

/** Reads what `git log` with `logFormat` wrote. */
export function parseCommits(output: string): Commit[] {
  return output
    .split('\x01')
    .map(record => record.replace(/^\n/, ''))
    .filter(record => record !== '')
    .map(record => {
      const fields = record.split('\0');
      const [id, tree, parents, name, email, date] = fields;
      return {
        id,
        tree,
        parents: parents === '' ? [] : parents.split(' '),
        author: { name, email, date: seconds(date) },
        committer: {
          name: fields[6],
          email: fields[7],
          date: seconds(fields[8]),
        },
        message: fields[9].trimEnd(),
      };
    });
}

function seconds(date: string): string {
  return new Date(date).toISOString().replace(/\.\d{3}Z$/, 'Z');
}
