import { z } from 'zod';
import type { RepositoryRequests } from './RepositoryRequests';

const referenceSchema = z.object({ object: z.object({ sha: z.string() }) });

/** 404 where there is no such branch, 409 where the repository is empty. */
const noSuchBranch = [404, 409];

/** The commit at the head of a branch, or `undefined` where there is no such branch. */
export async function findHead(
  requests: RepositoryRequests,
  branch: string,
): Promise<string | undefined> {
  const answer = await requests.read(
    'GET /repos/{owner}/{repo}/git/ref/{ref}',
    { ref: `heads/${branch}` },
    noSuchBranch,
  );
  return answer === undefined
    ? undefined
    : referenceSchema.parse(answer).object.sha;
}
