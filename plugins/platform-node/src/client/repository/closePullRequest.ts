import type { PullRequestState } from '../../RepositoryWriterService';
import { explainRefusal } from './explainRefusal';
import { findHead } from './findHead';
import { markerOf } from './markerOf';
import type { PullRequestAnswer } from './pullRequestAnswers';
import { readPullRequest } from './readPullRequest';
import type { RepositoryRequests } from './RepositoryRequests';

/**
 * Closes a pull request that was not merged, and deletes its branch where the portal made it and nobody added to it.
 * The branch goes last, so that a call that was interrupted can be repeated.
 */
export async function closePullRequest(
  requests: RepositoryRequests,
  number: number,
): Promise<PullRequestState> {
  const found = await readPullRequest(requests, number);
  if (found.pullRequest.state === 'open') {
    await close(requests, number);
  }
  // It may have been merged meanwhile.
  const { pullRequest } = await readPullRequest(requests, number);
  if (pullRequest.state === 'closed') {
    await deleteBranch(requests, found);
  }
  return pullRequest;
}

async function close(
  requests: RepositoryRequests,
  number: number,
): Promise<void> {
  const outcome = await requests.change(
    'PATCH /repos/{owner}/{repo}/pulls/{pull_number}',
    { pull_number: number, state: 'closed' },
  );
  // 422 is what GitHub answers for one that is not open any more.
  if (outcome.kind === 'refused' && outcome.status !== 422) {
    const { slug } = requests;
    throw explainRefusal(outcome, { slug, verb: 'write to' });
  }
}

async function deleteBranch(
  requests: RepositoryRequests,
  { body, head, base }: PullRequestAnswer,
): Promise<void> {
  const isOurs =
    markerOf(body ?? '') !== undefined &&
    head.repo?.full_name === base.repo.full_name;
  if (!isOurs || (await findHead(requests, head.ref)) !== head.sha) {
    return;
  }
  const outcome = await requests.change(
    'DELETE /repos/{owner}/{repo}/git/refs/{ref}',
    { ref: `heads/${head.ref}` },
  );
  // 422 is what GitHub answers when the branch is gone already.
  if (outcome.kind === 'refused' && ![404, 422].includes(outcome.status)) {
    const { slug } = requests;
    throw explainRefusal(outcome, { slug, verb: 'write to' });
  }
}
