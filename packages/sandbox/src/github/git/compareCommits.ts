import type { GitRepository } from './GitRepository.ts';
import { runGit } from './runGit.ts';

/** The tree of nothing, against which a first commit is compared. */
const emptyTree = '4b825dc642cb6eb9a060e54bf8d69288fbee4904';

const statuses: Readonly<Record<string, ChangedFile['status']>> = {
  A: 'added',
  D: 'removed',
  M: 'modified',
  T: 'changed',
  R: 'renamed',
  C: 'copied',
};

/** What a commit, or a range of them, did to a file. */
export interface ChangedFile {
  readonly path: string;
  readonly previousPath?: string;
  readonly status:
    | 'added'
    | 'removed'
    | 'modified'
    | 'changed'
    | 'renamed'
    | 'copied';
  readonly id: string;
  readonly additions: number;
  readonly deletions: number;
  /** The hunks of the unified diff; missing for a binary file. */
  readonly patch?: string;
}

/** The files that differ between two commits (or between nothing and one). */
export async function compareCommits(
  repository: GitRepository,
  from: string | undefined,
  to: string,
): Promise<ChangedFile[]> {
  const base = from ?? emptyTree;
  const run = (...flags: string[]) =>
    runGit(
      ['diff-tree', '-r', '-M', '-z', ...flags, base, to, '--'],
      repository.options(),
    );
  const [raw, patch] = await Promise.all([
    run('--raw', '--no-abbrev'),
    runGit(
      ['diff-tree', '-r', '-M', '-p', '--no-color', base, to, '--'],
      repository.options(),
    ),
  ]);
  // Both list the same files in the same order.
  const patches = patch
    .toString()
    .split(/^diff --git .*\n/m)
    .slice(1);
  return parseRaw(raw.toString()).map(file => {
    // A file that became a link is printed as one removed and one added.
    const text = patches.splice(0, file.status === 'changed' ? 2 : 1).join('');
    const start = text.search(/^@@ /m);
    if (start < 0) {
      return { ...file, additions: 0, deletions: 0 };
    }
    const hunks = text.slice(start).trimEnd();
    const lines = hunks.split('\n');
    return {
      ...file,
      additions: lines.filter(line => line.startsWith('+')).length,
      deletions: lines.filter(line => line.startsWith('-')).length,
      patch: hunks,
    };
  });
}

/** The whole difference as `git diff` prints it. */
export async function diffText(
  repository: GitRepository,
  from: string | undefined,
  to: string,
): Promise<string> {
  const output = await runGit(
    ['diff-tree', '-r', '-M', '-p', '--no-color', from ?? emptyTree, to, '--'],
    repository.options(),
  );
  return output.toString();
}

type RawChange = Pick<ChangedFile, 'path' | 'previousPath' | 'status' | 'id'>;

function parseRaw(output: string): RawChange[] {
  const fields = output.split('\0').filter(field => field !== '');
  const changes: RawChange[] = [];
  for (let index = 0; index < fields.length; ) {
    const [, , before, after, letter] = fields[index].split(' ');
    const moved = letter.startsWith('R') || letter.startsWith('C');
    changes.push({
      status: statuses[letter[0]] ?? 'modified',
      id: letter === 'D' ? before : after,
      path: fields[index + (moved ? 2 : 1)],
      ...(moved ? { previousPath: fields[index + 1] } : {}),
    });
    index += moved ? 3 : 2;
  }
  return changes;
}
