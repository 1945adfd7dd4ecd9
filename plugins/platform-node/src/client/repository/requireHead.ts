import { NotFoundError } from '@backstage/errors';
import { findHead } from './findHead';
import type { RepositoryRequests } from './RepositoryRequests';

/** The commit at the head of a branch that has to be there. */
export async function requireHead(
  requests: RepositoryRequests,
  branch: string,
): Promise<string> {
  for (;;) {
    const head = await findHead(requests, branch);
    if (head !== undefined) {
      return head;
    }
    if (!(await requests.waitForNewRepository())) {
      throw await explainAbsence(requests, branch);
    }
  }
}

async function explainAbsence(
  requests: RepositoryRequests,
  branch: string,
): Promise<Error> {
  const { host, owner, repo } = requests.slug;
  const repository = await requests.readRepository();
  if (!repository) {
    return new NotFoundError(
      `There is no repository ${owner}/${repo} on ${host}, or the portal's credentials may not see it`,
    );
  }
  const { defaultBranch } = repository;
  return new NotFoundError(
    defaultBranch === branch
      ? `${owner}/${repo} has no commit yet`
      : `${owner}/${repo} has no branch '${branch}'. Its default branch is '${defaultBranch}': where it was renamed, change what points to the old name.`,
  );
}
