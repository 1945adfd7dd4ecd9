import { z } from 'zod';
import type { RepositoryCommit } from '../../GitHubService';
import { commitsAnswerSchema } from '../gitHubAnswers';
import type { RepositoryRequests } from './RepositoryRequests';

const pageSize = 100;

const comparisonSchema = z.object({
  status: z.enum(['ahead', 'behind', 'diverged', 'identical']),
  total_commits: z.number(),
  commits: commitsAnswerSchema,
});

/** The commits after one up to another, the newest first; `undefined` where they are not in one line or not known. */
export async function listCommitsBetween(
  requests: RepositoryRequests,
  range: { readonly from: string; readonly to: string; readonly limit: number },
): Promise<
  { items: readonly RepositoryCommit[]; hasMore: boolean } | undefined
> {
  const { from, to, limit } = range;
  const compare = async (page: number) => {
    const answer = await requests.read(
      'GET /repos/{owner}/{repo}/compare/{basehead}',
      { basehead: `${from}...${to}`, per_page: pageSize, page },
      [404, 409, 422],
    );
    return answer === undefined ? undefined : comparisonSchema.parse(answer);
  };
  const first = await compare(1);
  if (!first || first.status === 'behind' || first.status === 'diverged') {
    return undefined;
  }
  // GitHub lists the oldest first, so that the newest are on the last pages.
  const total = first.total_commits;
  const commits = [...first.commits];
  if (commits.length < total) {
    const lastPage = Math.ceil(total / pageSize);
    for (const page of [lastPage - 1, lastPage].filter(number => number > 1)) {
      commits.push(...((await compare(page))?.commits ?? []));
    }
  }
  const items = commits.toReversed().slice(0, limit);
  return { items, hasMore: items.length < total };
}
