import type { Deployment } from '@golden-path/plugin-argocd-common';

/** What names a deployment in a link: `<instance>/<namespace>/<name>`. */
export function deploymentKey({
  instance,
  application,
}: Pick<Deployment, 'instance' | 'application'>): string {
  return [instance, application.namespace, application.name].join('/');
}
