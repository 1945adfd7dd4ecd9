import type { RepositorySeed } from '../../packages/sandbox/src/seed/repositorySeed.ts';

/** One replica comes up as any number does, only sooner. */
export function withOneReplica(seed: RepositorySeed): RepositorySeed {
  const reduce = (text: string | null) =>
    text &&
    text
      .replace(/^( *replicas): \d+$/m, '$1: 1')
      .replace(/(path: \/spec\/replicas\n *value): \d+/, '$1: 1');
  return {
    ...seed,
    commits: seed.commits.map(commit => ({
      ...commit,
      files: Object.fromEntries(
        Object.entries(commit.files).map(([path, text]) => [
          path,
          path.startsWith('k8s/') ? reduce(text) : text,
        ]),
      ),
    })),
  };
}
