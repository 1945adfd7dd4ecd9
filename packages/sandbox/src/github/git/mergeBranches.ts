import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitRepository } from './GitRepository.ts';
import { runGit, tryGit } from './runGit.ts';

/**
 * The tree that merging `head` into `base` gives, or undefined where they conflict. No branch moves. Works in a worktree
 * of its own, as versions of git before 2.38 cannot merge without one.
 */
export async function mergeBranches(
  repository: GitRepository,
  { base, head }: { base: string; head: string },
): Promise<string | undefined> {
  const folder = await mkdtemp(join(tmpdir(), 'github-stand-in-merge-'));
  const worktree = join(folder, 'worktree');
  try {
    await runGit(
      ['worktree', 'add', '--quiet', '--detach', worktree, base],
      repository.options(),
    );
    const options = { ...repository.options(), cwd: worktree };
    const merge = await tryGit(
      ['merge', '--quiet', '--no-commit', '--no-ff', head],
      options,
    );
    if (merge.exitCode !== 0) {
      return undefined;
    }
    const tree = await runGit(['write-tree'], options);
    return tree.toString().trim();
  } finally {
    await rm(folder, { recursive: true, force: true });
    await runGit(['worktree', 'prune'], repository.options());
  }
}
