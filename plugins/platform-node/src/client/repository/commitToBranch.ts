import { ConflictError } from '@backstage/errors';
import type {
  CommitRequest,
  WrittenCommit,
} from '../../RepositoryWriterService';
import type { GitHubRefusal } from '../GitHubOutcome';
import { assertUnchanged } from './assertUnchanged';
import { changedFilesOf } from './changedFilesOf';
import { createCommit, type LooseCommit } from './createCommit';
import { explainRefusal } from './explainRefusal';
import { findMarkedCommit } from './findMarkedCommit';
import { isProtection } from './isProtection';
import { readGitCommit } from './readGitCommit';
import type { RepositoryRequests } from './RepositoryRequests';
import { requireHead } from './requireHead';

/** Of those who commit to a branch at the same time one gets through each time, so that each does before long. */
const attempts = 10;

const pauseMilliseconds = 250;

/**
 * Puts a commit onto a branch, once. It is made on top of the head and the branch is moved to it only from there, so
 * that of two commits for one change only one could ever get onto the branch; one that is there already is found by
 * its marker.
 */
export async function commitToBranch(
  requests: RepositoryRequests,
  request: CommitRequest,
): Promise<WrittenCommit> {
  const { branch } = request;
  const files = changedFilesOf(request);
  let loose: LooseCommit | undefined;
  let reason = '';
  for (let refusals = 0; refusals < attempts; ) {
    const head = await requireHead(requests, branch);
    const found = await findDone(requests, { ...request, files, head });
    if (found) {
      return { ...found, isNew: found.sha === loose?.sha };
    }
    await assertUnchanged(requests, head, request.files);
    if (files.length === 0) {
      const { html_url: url } = await readGitCommit(requests, head);
      return { sha: head, url, isNew: false };
    }
    if (loose?.parent !== head) {
      loose = await createCommit(requests, head, { ...request, files });
    }
    const outcome = await requests.changeOnce(
      'PATCH /repos/{owner}/{repo}/git/refs/{ref}',
      { ref: `heads/${branch}`, sha: loose.sha, force: false },
    );
    if (!outcome) {
      continue;
    }
    if (outcome.kind === 'answered') {
      return { sha: loose.sha, url: loose.url, isNew: true };
    }
    if (!mayHaveMoved(outcome)) {
      const { slug } = requests;
      throw explainRefusal(outcome, { slug, verb: 'write to', branch });
    }
    reason = outcome.message;
    refusals += 1;
    await requests.wait(pauseMilliseconds * refusals);
  }
  throw new ConflictError(
    `${requests.slug.host} did not move the branch '${branch}' of ${requests.slug.owner}/${requests.slug.repo} in ${attempts} attempts: ${reason}. Try again.`,
  );
}

async function findDone(
  requests: RepositoryRequests,
  wanted: Pick<CommitRequest, 'files' | 'marker'> & { head: string },
): Promise<{ sha: string; url: string } | undefined> {
  const { head, marker, files } = wanted;
  const [file] = files;
  return file && findMarkedCommit(requests, { head, path: file.path, marker });
}

/** 409 and 422 are also what GitHub answers when somebody else moved the branch, or is about to. */
function mayHaveMoved(refusal: GitHubRefusal): boolean {
  return [409, 422].includes(refusal.status) && !isProtection(refusal);
}
