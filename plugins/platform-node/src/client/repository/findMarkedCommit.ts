import { z } from 'zod';
import { markerOf } from './markerOf';
import type { RepositoryRequests } from './RepositoryRequests';

/** As many as one call brings. A file that changes more often within one piece of work is none that the portal writes. */
const searchedCommits = 100;

const commitsSchema = z.array(
  z.object({
    sha: z.string(),
    html_url: z.string(),
    commit: z.object({ message: z.string() }),
  }),
);

/** The commit of a change, where it was made already: it carries the marker and changed the file. */
export async function findMarkedCommit(
  requests: RepositoryRequests,
  wanted: {
    /** The commit to search from. */
    readonly head: string;
    readonly path: string;
    readonly marker: string;
  },
): Promise<{ sha: string; url: string } | undefined> {
  const { head, path, marker } = wanted;
  const answer = await requests.read('GET /repos/{owner}/{repo}/commits', {
    sha: head,
    path,
    per_page: searchedCommits,
  });
  const found = commitsSchema
    .parse(answer ?? [])
    .find(({ commit }) => markerOf(commit.message) === marker);
  return found && { sha: found.sha, url: found.html_url };
}
