import { NotAllowedError } from '@backstage/errors';

/** What the backend says to those who may not see the deployments of a service. */
export function refusal(): Error {
  const error = new NotAllowedError(
    'You may not read the deployments of component:default/order-service: ask its owner or the platform team for the permission argocd.deployment.read.',
  );
  return Object.assign(error, { statusCode: 403 });
}
