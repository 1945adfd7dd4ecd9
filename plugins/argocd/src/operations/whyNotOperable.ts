import type { Deployment } from '@golden-path/plugin-argocd-common';

/** Why nothing can be done to a deployment from the portal; undefined where it can. */
export function whyNotOperable({
  application,
  confirmed,
  confirmationProblem,
}: Pick<Deployment, 'application' | 'confirmed' | 'confirmationProblem'>):
  | string
  | undefined {
  return confirmed
    ? undefined
    : confirmationProblem ??
        `${application.name} is not confirmed for this service`;
}
