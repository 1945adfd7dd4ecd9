/** What GitHub tells of the rules of a branch. Each part is missing where the credentials may not see it. */
export interface BranchRules {
  /** Whether the branch is protected at all, by its own protection or by a rule. */
  readonly isProtected: boolean;
  /** What its own protection asks for; `none` where it has none. */
  readonly protection?:
    | 'none'
    | {
        readonly requiresReviews: boolean;
        readonly requiresChecks: boolean;
        readonly restrictsPushes: boolean;
        readonly isLocked: boolean;
      };
  /** The types of the rules that apply to it. */
  readonly rules?: readonly string[];
}

/**
 * The rules that a commit which nobody has seen yet cannot meet.
 *
 * @see https://docs.github.com/rest/repos/rules#get-rules-for-a-branch
 */
const rulesAgainstPushes: readonly string[] = [
  'pull_request',
  'required_status_checks',
  'required_deployments',
  'merge_queue',
  'update',
  'workflows',
  'code_scanning',
];

/**
 * Whether a direct push would be refused, as far as can be seen. Where a protected branch does not show what it asks
 * for, it is taken for one that asks for a review: a pull request that was not needed costs a click, a promised commit
 * that is refused costs the deployment. Who may bypass a rule is not told to the portal either.
 */
export function refusesDirectPush(branch: BranchRules): boolean {
  const { isProtected, protection, rules } = branch;
  if (rules?.some(rule => rulesAgainstPushes.includes(rule))) {
    return true;
  }
  if (protection === undefined || protection === 'none') {
    // Rules protect as well; where they are seen and forbid nothing here, the protection is about something else.
    const isExplained = protection === 'none' && rules !== undefined;
    return isProtected && !isExplained;
  }
  return (
    protection.requiresReviews ||
    protection.requiresChecks ||
    protection.restrictsPushes ||
    protection.isLocked
  );
}
