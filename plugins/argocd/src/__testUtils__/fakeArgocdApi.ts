import type { ArgocdApi } from '@golden-path/plugin-argocd-common';

/** An API that answers what it is given; whatever else is asked stays without an answer. */
export function fakeArgocdApi(answers: Partial<ArgocdApi>): ArgocdApi {
  const never = () => new Promise<never>(() => {});
  return {
    getDeployments: never,
    getDeployment: never,
    getDeploymentsOfEntities: never,
    listDeployments: never,
    ...answers,
  };
}
