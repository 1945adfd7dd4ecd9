import { z } from 'zod';
import type { GitRepository } from '../git/GitRepository.ts';
import type { GitHubContext } from '../GitHubContext.ts';
import { ApiError } from './ApiError.ts';
import { branchProtection } from './branchRules.ts';
import type { PullShape } from './overlayPull.ts';

const authored = z.looseObject({ user: z.object({ login: z.string() }) });
const reviewShape = authored.extend({ state: z.string() });

/** Who opened a pull request. */
export function authorOf(pull: PullShape): string {
  return authored.parse(pull).user.login;
}

/** Who other than its author has approved a pull request, by the last word of each. */
export async function approversOf(
  context: GitHubContext,
  git: GitRepository,
  pull: PullShape,
): Promise<readonly string[]> {
  const path = `/repos/${git.fullName}/pulls/${pull.number}/reviews`;
  const reviews = z
    .array(reviewShape)
    .parse(await context.metadata.read(`${path}?per_page=100`));
  const latest = new Map(
    reviews
      .filter(({ state }) => state !== 'COMMENTED' && state !== 'PENDING')
      .map(({ user, state }) => [user.login, state] as const),
  );
  latest.delete(authorOf(pull));
  return [...latest]
    .filter(([, state]) => state === 'APPROVED')
    .map(([login]) => login);
}

/** Refuses to merge what not enough people other than its author have approved. */
export async function requireApproved(
  context: GitHubContext,
  git: GitRepository,
  pull: PullShape,
): Promise<void> {
  const rules = await branchProtection(context, git, pull.base.ref);
  const needed =
    rules?.required_pull_request_reviews?.required_approving_review_count ?? 0;
  const approvers = needed > 0 ? await approversOf(context, git, pull) : [];
  if (approvers.length < needed) {
    const reviewsAre = needed > 1 ? 'reviews are' : 'review is';
    throw new ApiError(
      405,
      `At least ${needed} approving ${reviewsAre} required by reviewers with write access.`,
      { page: 'https://docs.github.com/articles/about-protected-branches' },
    );
  }
}
