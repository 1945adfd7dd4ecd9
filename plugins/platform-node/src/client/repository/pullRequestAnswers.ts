import { z } from 'zod';
import type { PullRequestState } from '../../RepositoryWriterService';

/** What GitHub answers for a pull request, alone or in a list. */
export const pullRequestSchema = z
  .object({
    number: z.number(),
    html_url: z.string(),
    state: z.enum(['open', 'closed']),
    body: z.string().nullish(),
    merged_at: z.string().nullish(),
    merge_commit_sha: z.string().nullish(),
    head: z.object({
      ref: z.string(),
      sha: z.string(),
      // The repository of the branch is empty where it was deleted.
      repo: z.object({ full_name: z.string() }).nullish(),
    }),
    base: z.object({
      ref: z.string(),
      repo: z.object({ full_name: z.string() }),
    }),
  })
  .transform(answer => ({ ...answer, pullRequest: stateOf(answer) }));

/** A list of them. */
export const pullRequestsSchema = z.array(pullRequestSchema);

/** A pull request as GitHub knows it. */
export type PullRequestAnswer = z.infer<typeof pullRequestSchema>;

// The commit of an open pull request is one that GitHub made to see whether it could be merged.
function stateOf(answer: {
  number: number;
  html_url: string;
  state: 'open' | 'closed';
  merged_at?: string | null;
  merge_commit_sha?: string | null;
}): PullRequestState {
  const { number, html_url: url, state, merged_at, merge_commit_sha } = answer;
  return merged_at
    ? { number, url, state: 'merged', mergeSha: merge_commit_sha ?? undefined }
    : { number, url, state };
}
