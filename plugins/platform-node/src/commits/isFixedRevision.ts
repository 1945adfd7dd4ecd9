const commitPattern = /^([0-9a-f]{40}|[0-9a-f]{64})$/;

// Three numbers, since `v1` and `v1.8` are often moved to the newest version, and `1.8` is often a branch.
const versionPattern =
  /^v?\d+\.\d+\.\d+(-[0-9A-Za-z.-]{1,50})?(\+[0-9A-Za-z.-]{1,50})?$/;

/** Whether a revision names a commit for good. */
export function isCommit(revision: string): boolean {
  return commitPattern.test(revision);
}

/** Whether a revision is expected to mean the same commit tomorrow: a full SHA or the tag of a version. */
export function isFixedRevision(revision: string): boolean {
  return isCommit(revision) || versionPattern.test(revision);
}
