import { ConflictError } from '@backstage/errors';
import type {
  PullRequestRequest,
  PullRequestState,
} from '../../RepositoryWriterService';
import { explainRefusal } from './explainRefusal';
import { makeMarkedBranch } from './makeMarkedBranch';
import { markerOf, markerTrailer } from './markerOf';
import {
  pullRequestSchema,
  pullRequestsSchema,
  type PullRequestAnswer,
} from './pullRequestAnswers';
import { readGitCommit } from './readGitCommit';
import type { RepositoryRequests } from './RepositoryRequests';

/** More would mean that GitHub neither shows the pull request nor lets it be made. */
const attempts = 5;

const pauseMilliseconds = 500;

/**
 * Makes a branch with one commit and a pull request from it, once. Either is looked for before it is made: the pull
 * request by the name of its branch, since the branch of a merged one may be gone.
 */
export async function openPullRequest(
  requests: RepositoryRequests,
  request: PullRequestRequest,
): Promise<PullRequestState> {
  let reason = '';
  for (let refusals = 0; refusals < attempts; ) {
    const found = await findPullRequest(requests, request);
    if (found) {
      return found.pullRequest;
    }
    await makeMarkedBranch(requests, request);
    const outcome = await requests.changeOnce(
      'POST /repos/{owner}/{repo}/pulls',
      {
        title: request.title,
        body: `${request.body.trim()}\n\n${markerTrailer}: ${request.marker}`,
        head: request.head,
        base: request.branch,
      },
    );
    if (!outcome) {
      continue;
    }
    if (outcome.kind === 'answered') {
      return pullRequestSchema.parse(outcome.data).pullRequest;
    }
    // 422 is also what GitHub answers when there is one already, perhaps before it lists it.
    if (outcome.status !== 422) {
      const { slug } = requests;
      throw explainRefusal(outcome, { slug, verb: 'write to' });
    }
    reason = outcome.message;
    refusals += 1;
    await requests.wait(pauseMilliseconds * refusals);
  }
  const { host, owner, repo } = requests.slug;
  throw new ConflictError(
    `${host} did not make a pull request from '${request.head}' in ${owner}/${repo}: ${reason}`,
  );
}

/** The marker may be gone from the body, which people can edit, but not from the commit. */
async function findPullRequest(
  requests: RepositoryRequests,
  { head, branch, marker }: PullRequestRequest,
): Promise<PullRequestAnswer | undefined> {
  const answer = await requests.read('GET /repos/{owner}/{repo}/pulls', {
    head: `${requests.slug.owner}:${head}`,
    base: branch,
    state: 'all',
    per_page: 100,
  });
  const fromHead = pullRequestsSchema
    .parse(answer ?? [])
    .filter(({ head: { ref } }) => ref === head);
  const marked = fromHead.find(({ body }) => markerOf(body ?? '') === marker);
  if (marked || fromHead.length === 0) {
    return marked;
  }
  const { message } = await readGitCommit(requests, fromHead[0].head.sha);
  return markerOf(message) === marker ? fromHead[0] : undefined;
}
