import { ConflictError } from '@backstage/errors';
import type { CommitRequest } from '../../RepositoryWriterService';
import { commitsAnswerSchema } from '../gitHubAnswers';
import { readRepositoryFile } from './readRepositoryFile';
import type { RepositoryRequests } from './RepositoryRequests';

/** Rejects where one of the files is another one at a commit than it was when the change was thought of. */
export async function assertUnchanged(
  requests: RepositoryRequests,
  head: string,
  files: CommitRequest['files'],
): Promise<void> {
  for (const { path, expectedBlobSha } of files) {
    const entry = await readRepositoryFile(requests, { path, ref: head });
    if ((entry?.blobSha ?? null) !== expectedBlobSha) {
      throw new ConflictError(await explain(requests, head, path));
    }
  }
}

async function explain(
  requests: RepositoryRequests,
  head: string,
  path: string,
): Promise<string> {
  const { owner, repo } = requests.slug;
  const answer = await requests.read('GET /repos/{owner}/{repo}/commits', {
    sha: head,
    path,
    per_page: 1,
  });
  const [commit] = commitsAnswerSchema.parse(answer ?? []);
  const change = commit
    ? `was changed meanwhile by ${commit.author.name} in ${commit.sha.slice(
        0,
        7,
      )} ("${commit.title}")`
    : 'is not what it was';
  return `${path} in ${owner}/${repo} ${change}. Look at the change and plan again.`;
}
