import { z } from 'zod';
import type { BranchState } from '../../RepositoryWriterService';
import { readRepositoryFile } from './readRepositoryFile';
import { refusesDirectPush, type BranchRules } from './refusesDirectPush';
import type { RepositoryRequests } from './RepositoryRequests';

const branchSchema = z.object({
  name: z.string(),
  commit: z.object({ sha: z.string() }),
  protected: z.boolean(),
});

const protectionSchema = z
  .object({
    required_pull_request_reviews: z.unknown(),
    required_status_checks: z.unknown(),
    restrictions: z.unknown(),
    lock_branch: z.object({ enabled: z.boolean() }).nullish(),
  })
  .transform(protection => ({
    requiresReviews: Boolean(protection.required_pull_request_reviews),
    requiresChecks: Boolean(protection.required_status_checks),
    restrictsPushes: Boolean(protection.restrictions),
    isLocked: protection.lock_branch?.enabled === true,
  }));

const rulesSchema = z.array(
  z.object({ type: z.string() }).transform(({ type }) => type),
);

/** The head of a branch with some files; `undefined` where there is no such branch. */
export async function readBranchState(
  requests: RepositoryRequests,
  { branch, paths }: { branch: string; paths: readonly string[] },
): Promise<BranchState | undefined> {
  const answer = await requests.read(
    'GET /repos/{owner}/{repo}/branches/{branch}',
    { branch },
  );
  const found = answer === undefined ? undefined : branchSchema.parse(answer);
  // GitHub answers for a renamed branch with the new one, which nobody asked for.
  if (found?.name !== branch) {
    return undefined;
  }
  const { sha } = found.commit;
  const [rules, ...entries] = await Promise.all([
    readRules(requests, branch, found.protected),
    ...paths.map(async path => {
      const entry = await readRepositoryFile(requests, { path, ref: sha });
      return entry && { path, content: entry.text(), blobSha: entry.blobSha };
    }),
  ]);
  return {
    name: branch,
    headSha: sha,
    needsPullRequest: refusesDirectPush(rules),
    files: entries.filter(entry => entry !== undefined),
  };
}

async function readRules(
  requests: RepositoryRequests,
  branch: string,
  isProtected: boolean,
): Promise<BranchRules> {
  const [rules, protection] = await Promise.all([
    requests.ask('GET /repos/{owner}/{repo}/rules/branches/{branch}', {
      branch,
      per_page: 100,
    }),
    isProtected ? readProtection(requests, branch) : ('none' as const),
  ]);
  return {
    isProtected,
    protection,
    rules:
      rules.kind === 'answered' ? rulesSchema.parse(rules.data) : undefined,
  };
}

/** Who may not administer the repository may not see it, which is 403 for a GitHub App and 404 for others. */
async function readProtection(
  requests: RepositoryRequests,
  branch: string,
): Promise<BranchRules['protection']> {
  const outcome = await requests.ask(
    'GET /repos/{owner}/{repo}/branches/{branch}/protection',
    { branch },
  );
  if (outcome.kind === 'answered') {
    return protectionSchema.parse(outcome.data);
  }
  return /branch not protected/i.test(outcome.message) ? 'none' : undefined;
}
