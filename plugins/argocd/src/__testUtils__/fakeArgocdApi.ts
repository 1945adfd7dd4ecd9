import type { ArgocdApi } from '@golden-path/plugin-argocd-common';
import type { AbortableArgocdApi } from '../AbortableArgocdClient';

/** An API that answers what it is given; whatever else is asked stays without an answer. */
export function fakeArgocdApi(answers: Partial<ArgocdApi>): AbortableArgocdApi {
  const never = () => new Promise<never>(() => {});
  const api = {
    getDeployments: never,
    getDeployment: never,
    getDeploymentsOfEntities: never,
    listDeployments: never,
    ...answers,
  };
  return { ...api, abortedBy: () => api };
}
