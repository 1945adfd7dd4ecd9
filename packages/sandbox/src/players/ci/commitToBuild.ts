import type { BranchCommit } from '../argoCd/GitRepositories.ts';

/** The account in whose name a pipeline commits. */
export const pipelineEmail =
  '41898282+github-actions[bot]@users.noreply.github.com';

const skipped = /\[(skip ci|ci skip|no ci|skip actions|actions skip)\]/;

/** The beginning of the id of the commit that a commit of the pipeline deployed. */
function deployedId(message: string): string | undefined {
  const [, named] =
    /^Source-commit: ([0-9a-f]{40})$/m.exec(message) ??
    /^Deploy ([0-9a-f]{12}) to /.exec(message) ??
    [];
  return named;
}

/** Whether a path is one of a workflow's `paths-ignore`. */
export function isIgnored(path: string, patterns: readonly string[]): boolean {
  return patterns.some(pattern => {
    const expression = pattern
      .split(/(\*\*\/|\*\*|\*)/)
      .map(part => {
        switch (part) {
          case '**/':
            return '(?:.*/)?';
          case '**':
            return '.*';
          case '*':
            return '[^/]*';
          default:
            return part.replace(/[.+?^${}()|[\]\\]/g, '\\$&');
        }
      })
      .join('');
    return new RegExp(`^${expression}$`).test(path);
  });
}

/**
 * The commit that a push has the pipeline build, if any: the newest that is not the pipeline's own, unless all that was
 * pushed since the last build is ignored, or that commit says that it is to be left alone.
 * @see https://docs.github.com/en/actions/reference/workflows-and-actions/workflow-syntax#onpushpull_requestpull_request_targetpathspaths-ignore
 */
export function commitToBuild(
  /** Newest first. */
  commits: readonly BranchCommit[],
  ignored: readonly string[],
): BranchCommit | undefined {
  const isOwn = ({ authorEmail }: BranchCommit) =>
    authorEmail === pipelineEmail;
  const built = commits
    .filter(isOwn)
    .flatMap(({ message }) => deployedId(message) ?? []);
  const last = commits.findIndex(({ id }) =>
    built.some(beginning => id.startsWith(beginning)),
  );
  const pushed = commits
    .slice(0, last < 0 ? undefined : last)
    .filter(commit => !isOwn(commit));
  const [newest] = pushed;
  const isRelevant = pushed.some(({ paths }) =>
    paths.some(path => !isIgnored(path, ignored)),
  );
  return newest && isRelevant && !skipped.test(newest.message)
    ? newest
    : undefined;
}
