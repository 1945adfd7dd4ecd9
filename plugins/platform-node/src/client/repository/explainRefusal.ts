import {
  ConflictError,
  InputError,
  NotAllowedError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import type { RepositorySlug } from '@golden-path/plugin-platform-common';
import { ProtectedBranchError } from '../../ProtectedBranchError';
import type { GitHubRefusal } from '../GitHubOutcome';
import { isProtection } from './isProtection';

/** What was asked for. */
export interface RefusedRequest {
  readonly slug: RepositorySlug;
  readonly verb: 'read' | 'write to';
  /** The branch that was to be changed. */
  readonly branch?: string;
}

/** The error that a refusal of GitHub means. */
export function explainRefusal(
  refusal: GitHubRefusal,
  { slug, verb, branch }: RefusedRequest,
): Error {
  const { status, message } = refusal;
  const repository = `${slug.owner}/${slug.repo}`;
  if (branch !== undefined && isProtection(refusal)) {
    return new ProtectedBranchError({ repository, branch, reason: message });
  }
  switch (status) {
    case 401:
      return new NotAllowedError(
        `${slug.host} does not accept the portal's credentials: ${message}. Renew what integrations.github has for this host.`,
      );
    case 403:
      return new NotAllowedError(
        `The portal's credentials for ${slug.host} may not ${verb} ${repository}: ${message}`,
      );
    case 404:
      return verb === 'read'
        ? new NotFoundError(`${repository} has no such thing: ${message}`)
        : new NotAllowedError(
            `The portal's credentials for ${slug.host} may read ${repository} but not write to it: allow them to write contents and pull requests`,
          );
    case 409:
      return new ConflictError(
        `${slug.host} did not change ${repository}: ${message}`,
      );
    case 422:
      return new InputError(
        `${slug.host} does not take this for ${repository}: ${message}`,
      );
    default:
      return new ServiceUnavailableError(
        `${slug.host} gave no useful answer about ${repository}: ${message}`,
      );
  }
}
