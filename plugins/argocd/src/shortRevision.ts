/** A revision as people say it: 7 characters of a commit, the whole version of a chart. */
export function shortRevision(revision: string): string {
  return /^[0-9a-f]{40}$/.test(revision) ? revision.slice(0, 7) : revision;
}
