import { ConflictError, InputError } from '@backstage/errors';
import type { PullRequestRequest } from '../../RepositoryWriterService';
import { assertUnchanged } from './assertUnchanged';
import { changedFilesOf } from './changedFilesOf';
import { createCommit, type LooseCommit } from './createCommit';
import { explainRefusal } from './explainRefusal';
import { findHead } from './findHead';
import { findMarkedCommit } from './findMarkedCommit';
import type { RepositoryRequests } from './RepositoryRequests';
import { requireHead } from './requireHead';

/**
 * Makes the branch of a pull request with its commit, in one step so that there is never one without the other. One
 * that is there already is taken if the commit is on it.
 */
export async function makeMarkedBranch(
  requests: RepositoryRequests,
  request: PullRequestRequest,
): Promise<void> {
  const { head: name, marker } = request;
  const { host, owner, repo } = requests.slug;
  const files = changedFilesOf(request);
  if (files.length === 0) {
    throw new InputError(
      `The files in ${owner}/${repo} are as they should be already: there is nothing to make a pull request of`,
    );
  }
  let loose: LooseCommit | undefined;
  for (let isRefused = false; ; ) {
    const head = await findHead(requests, name);
    if (head !== undefined) {
      const [{ path }] = files;
      if (await findMarkedCommit(requests, { head, path, marker })) {
        return;
      }
      throw new ConflictError(
        `${owner}/${repo} on ${host} has a branch '${name}' already, which was made for something else. Delete it or take another name.`,
      );
    }
    const base = await requireHead(requests, request.branch);
    await assertUnchanged(requests, base, request.files);
    if (loose?.parent !== base) {
      loose = await createCommit(requests, base, { ...request, files });
    }
    const outcome = await requests.changeOnce(
      'POST /repos/{owner}/{repo}/git/refs',
      {
        ref: `refs/heads/${name}`,
        sha: loose.sha,
      },
    );
    if (outcome?.kind === 'answered') {
      return;
    }
    // 422 is also what GitHub answers when the branch was made meanwhile, by an attempt that had no answer.
    if (outcome && (outcome.status !== 422 || isRefused)) {
      const { slug } = requests;
      throw explainRefusal(outcome, { slug, verb: 'write to' });
    }
    isRefused = outcome !== undefined;
  }
}
