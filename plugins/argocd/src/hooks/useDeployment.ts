import { getCompoundEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import type {
  DeploymentDetail,
  DeploymentId,
} from '@golden-path/plugin-argocd-common';
import { useCallback } from 'react';
import { argocdApiRef } from '../api';
import { useRenewed, type Renewed } from './useRenewed';

/** What is known of one deployment. */
export type DeploymentState = Renewed<DeploymentDetail>;

/** One deployment of an entity with all its detail, kept up to date. One call site is for one deployment. */
export function useDeployment(
  entity: Entity,
  deployment: DeploymentId,
): { state: DeploymentState; retry: () => void } {
  const argocd = useApi(argocdApiRef);
  const { kind, namespace, name } = getCompoundEntityRef(entity);
  const {
    instance,
    namespace: applicationNamespace,
    name: application,
  } = deployment;
  return useRenewed(
    useCallback(
      (signal: AbortSignal) =>
        argocd
          .abortedBy(signal)
          .getDeployment(
            { kind, namespace, name },
            { instance, namespace: applicationNamespace, name: application },
          ),
      [
        argocd,
        kind,
        namespace,
        name,
        instance,
        applicationNamespace,
        application,
      ],
    ),
  );
}
