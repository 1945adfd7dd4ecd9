import { z } from 'zod';
import type { CommitRequest } from '../../RepositoryWriterService';
import { explainRefusal } from './explainRefusal';
import { markedMessageOf } from './markedMessageOf';
import { gitCommitSchema, readGitCommit } from './readGitCommit';
import type { RepositoryRequests } from './RepositoryRequests';

const treeSchema = z.object({ sha: z.string() });

/** A commit that is on no branch yet, so that nobody sees it. */
export interface LooseCommit {
  readonly sha: string;
  readonly url: string;
  readonly parent: string;
}

/** Makes a commit on top of another one. Files are written as plain ones, not executable. */
export async function createCommit(
  requests: RepositoryRequests,
  parent: string,
  request: Pick<CommitRequest, 'message' | 'trailers' | 'marker' | 'files'>,
): Promise<LooseCommit> {
  const { tree: base } = await readGitCommit(requests, parent);
  const tree = treeSchema.parse(
    await create(requests, 'POST /repos/{owner}/{repo}/git/trees', {
      base_tree: base.sha,
      tree: request.files.map(({ path, content }) => ({
        path,
        content,
        mode: '100644',
        type: 'blob',
      })),
    }),
  );
  const commit = gitCommitSchema.parse(
    await create(requests, 'POST /repos/{owner}/{repo}/git/commits', {
      message: markedMessageOf(request),
      tree: tree.sha,
      parents: [parent],
    }),
  );
  return { sha: commit.sha, url: commit.html_url, parent };
}

async function create(
  requests: RepositoryRequests,
  route: string,
  parameters: Record<string, unknown>,
): Promise<unknown> {
  const outcome = await requests.change(route, parameters);
  if (outcome.kind === 'refused') {
    throw explainRefusal(outcome, { slug: requests.slug, verb: 'write to' });
  }
  return outcome.data;
}
