import { z } from 'zod';
import type { GitRepository } from '../git/GitRepository.ts';
import type { GitHubContext } from '../GitHubContext.ts';
import { actions } from '../identities/people.ts';
import { ApiError } from './ApiError.ts';

const namedList = z.array(z.object({ login: z.string() }));

/** The protection of a branch, as the emulator answers with it. */
const protectionShape = z.looseObject({
  required_status_checks: z
    .looseObject({ contexts: z.array(z.string()) })
    .nullable(),
  required_pull_request_reviews: z
    .looseObject({ required_approving_review_count: z.number() })
    .nullable(),
  restrictions: z
    .looseObject({
      users: namedList,
      teams: z.array(z.object({ slug: z.string() })),
    })
    .nullable(),
  enforce_admins: z.object({ enabled: z.boolean() }),
  allow_force_pushes: z.object({ enabled: z.boolean() }),
  allow_deletions: z.object({ enabled: z.boolean() }),
});

export type BranchProtection = z.infer<typeof protectionShape>;

/** What somebody is about to do to a branch. */
export interface BranchChange {
  readonly branch: string;
  readonly login: string;
  readonly kind: 'update' | 'force' | 'delete';
}

const page = 'https://docs.github.com/articles/about-protected-branches';
const notAuthorized =
  "You're not authorized to push to this branch. Visit https://docs.github.com/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches for more information.";

/** The protection of a branch, if it has one. */
export async function branchProtection(
  context: GitHubContext,
  git: GitRepository,
  branch: string,
): Promise<BranchProtection | undefined> {
  const path = `/repos/${git.fullName}/branches/${encodeURIComponent(branch)}`;
  const found = await context.metadata.read(`${path}/protection`);
  return found === undefined ? undefined : protectionShape.parse(found);
}

/** Under which name an account stands in a list of users, teams or apps. */
function isNamed(
  context: GitHubContext,
  login: string,
  named: {
    users: readonly string[];
    teams: readonly string[];
    apps: readonly string[];
  },
): boolean {
  const person = context.people.find(candidate => candidate.login === login);
  return (
    named.users.includes(login) ||
    (login === actions.login && named.apps.includes('github-actions')) ||
    Boolean(person?.teams.some(team => named.teams.includes(team)))
  );
}

/** The portal's account administers the organisation to make repositories, but as an app it is above no rule. */
function isAdministrator(context: GitHubContext, login: string): boolean {
  return context.people.some(
    person => person.login === login && person.membership === 'admin',
  );
}

function missingChecks(contexts: readonly string[]): string[] {
  const [only] = contexts;
  if (contexts.length > 1) {
    const count = contexts.length;
    return [`${count} of ${count} required status checks are expected.`];
  }
  return only ? [`Required status check "${only}" is expected.`] : [];
}

/**
 * Why a branch is not to be changed like this other than by a pull request; nothing where it is.
 * @see https://docs.github.com/en/repositories/configuring-branches-and-merges-in-your-repository/managing-protected-branches/about-protected-branches
 */
export async function branchProblems(
  context: GitHubContext,
  git: GitRepository,
  { branch, login, kind }: BranchChange,
): Promise<readonly string[]> {
  const rules = await branchProtection(context, git, branch);
  if (!rules) {
    return [];
  }
  if (kind === 'delete') {
    return rules.allow_deletions.enabled ? [] : ['Cannot delete this branch'];
  }
  if (kind === 'force' && !rules.allow_force_pushes.enabled) {
    return ['Cannot force-push to this branch'];
  }
  if (isAdministrator(context, login) && !rules.enforce_admins.enabled) {
    return [];
  }
  const { reviews, pushes } = context.metadata.branchExceptions(
    git.fullName,
    branch,
  );
  const { restrictions } = rules;
  const isRestricted =
    restrictions &&
    !isNamed(context, login, {
      users: restrictions.users.map(user => user.login),
      teams: restrictions.teams.map(({ slug }) => slug),
      apps: pushes.apps,
    });
  return [
    ...(rules.required_pull_request_reviews && !isNamed(context, login, reviews)
      ? ['Changes must be made through a pull request.']
      : []),
    ...missingChecks(rules.required_status_checks?.contexts ?? []),
    ...(isRestricted ? [notAuthorized] : []),
  ];
}

/** Refuses a change of a branch that its protection does not permit. */
export async function requireChangeable(
  context: GitHubContext,
  git: GitRepository,
  change: BranchChange & {
    /** How GitHub answers, and with which words before the reason. */
    readonly refusal?: { readonly status: 409; readonly prefix: string };
  },
): Promise<void> {
  const problems = await branchProblems(context, git, change);
  if (problems.length) {
    const { status, prefix } = change.refusal ?? { status: 422, prefix: '' };
    throw new ApiError(status, prefix + problems.join(' '), { page });
  }
}
