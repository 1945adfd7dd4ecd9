import { z } from 'zod';
import type { RepositoryRequests } from './RepositoryRequests';

/** What GitHub answers for a commit as Git has it. */
export const gitCommitSchema = z.object({
  sha: z.string(),
  html_url: z.string(),
  message: z.string(),
  tree: z.object({ sha: z.string() }),
});

/** A commit as Git has it. */
export async function readGitCommit(
  requests: RepositoryRequests,
  sha: string,
): Promise<z.infer<typeof gitCommitSchema>> {
  return gitCommitSchema.parse(
    await requests.read('GET /repos/{owner}/{repo}/git/commits/{sha}', {
      sha,
    }),
  );
}
