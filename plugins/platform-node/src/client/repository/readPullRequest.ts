import { NotFoundError } from '@backstage/errors';
import {
  pullRequestSchema,
  type PullRequestAnswer,
} from './pullRequestAnswers';
import type { RepositoryRequests } from './RepositoryRequests';

/** A pull request as it is now. */
export async function readPullRequest(
  requests: RepositoryRequests,
  number: number,
): Promise<PullRequestAnswer> {
  const answer = await requests.read(
    'GET /repos/{owner}/{repo}/pulls/{pull_number}',
    { pull_number: number },
  );
  if (answer === undefined) {
    const { host, owner, repo } = requests.slug;
    throw new NotFoundError(
      `There is no pull request ${number} in ${owner}/${repo} on ${host}`,
    );
  }
  return pullRequestSchema.parse(answer);
}
