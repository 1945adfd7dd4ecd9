import { NotAllowedError } from '@backstage/errors';

/** A branch takes this change by a pull request only. Nothing was changed: open one instead. */
export class ProtectedBranchError extends NotAllowedError {
  readonly branch: string;

  constructor(options: {
    readonly repository: string;
    readonly branch: string;
    /** What GitHub says. */
    readonly reason: string;
  }) {
    const { repository, branch, reason } = options;
    super(
      `The branch '${branch}' of ${repository} takes no direct push from the portal: ${reason}. Open a pull request, or let the portal bypass the rule.`,
    );
    this.branch = branch;
  }
}
