import type { GitHubOutcome } from './GitHubOutcome';
import type { GitHubAnswer } from './pausedUntil';

/** The answer and, where GitHub wants to be left alone after it, until when. */
export function gitHubOutcomeOf(
  answer: GitHubAnswer & { readonly data?: unknown },
  pausedUntil?: number,
): GitHubOutcome {
  const { status, message = `status ${answer.status}` } = answer;
  if (status >= 200 && status < 300) {
    return { kind: 'answered', data: answer.data };
  }
  if (pausedUntil !== undefined && (status === 403 || status === 429)) {
    return { kind: 'limited', retryAt: pausedUntil };
  }
  // Octokit gives the status 500 where there was no answer.
  return status >= 500 || status === 408 || status === 0
    ? { kind: 'unanswered', message }
    : { kind: 'refused', status, message };
}
