import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { GitRepository } from './GitRepository.ts';
import type { Signature } from './parseCommits.ts';
import { runGit, tryGit } from './runGit.ts';

/** The tree that merging `head` into `base` gives, or undefined where they conflict. No branch moves. */
export function mergeBranches(
  repository: GitRepository,
  { base, head }: { base: string; head: string },
): Promise<string | undefined> {
  return inWorktree(repository, base, async cwd => {
    const options = { ...repository.options(), cwd };
    const merge = await tryGit(
      ['merge', '--quiet', '--no-commit', '--no-ff', head],
      options,
    );
    if (merge.exitCode !== 0) {
      return undefined;
    }
    const tree = await runGit(['write-tree'], options);
    return tree.toString().trim();
  });
}

/** The commit that `head` becomes when it is put on top of `base`, or undefined where they conflict. No branch moves. */
export function rebaseBranch(
  repository: GitRepository,
  {
    base,
    head,
    committer,
  }: { base: string; head: string; committer: Signature },
): Promise<string | undefined> {
  return inWorktree(repository, head, async cwd => {
    const environment = {
      GIT_COMMITTER_NAME: committer.name,
      GIT_COMMITTER_EMAIL: committer.email,
    };
    const options = { ...repository.options(undefined, environment), cwd };
    const rebase = await tryGit(['rebase', '--quiet', base], options);
    if (rebase.exitCode !== 0) {
      return undefined;
    }
    const commit = await runGit(['rev-parse', 'HEAD'], options);
    return commit.toString().trim();
  });
}

/** Runs something in a worktree of its own, as versions of git before 2.38 cannot merge without one. */
async function inWorktree<Result>(
  repository: GitRepository,
  commit: string,
  run: (worktree: string) => Promise<Result>,
): Promise<Result> {
  const folder = await mkdtemp(join(tmpdir(), 'github-stand-in-merge-'));
  const worktree = join(folder, 'worktree');
  try {
    await runGit(
      ['worktree', 'add', '--quiet', '--detach', worktree, commit],
      repository.options(),
    );
    return await run(worktree);
  } finally {
    await rm(folder, { recursive: true, force: true });
    await runGit(['worktree', 'prune'], repository.options());
  }
}
