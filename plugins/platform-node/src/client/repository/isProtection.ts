import type { GitHubRefusal } from '../GitHubOutcome';

// What GitHub answers to a push that a rule forbids has no code of its own, only these sentences.
const sentences: readonly RegExp[] = [
  // Required reviews, as protection of a branch and as a rule.
  /through a pull request/i,
  /approving review/i,
  /approved review is required/i,
  // Required checks: "2 of 2 required status checks are expected".
  /required status checks?/i,
  /required deployment/i,
  // Restricted pushes: "You're not authorized to push to this branch".
  /not authorized to push/i,
  // Locked branches and merge queues.
  /protected (branch|ref)/i,
  /merge queue/i,
  /repository rule violations/i,
];

/**
 * Whether a rule of the branch forbids to push to it directly.
 *
 * @see https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches
 */
export function isProtection({ status, message }: GitHubRefusal): boolean {
  return (
    [403, 409, 422].includes(status) &&
    sentences.some(sentence => sentence.test(message))
  );
}
