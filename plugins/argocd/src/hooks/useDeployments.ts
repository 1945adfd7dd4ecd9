import { getCompoundEntityRef, type Entity } from '@backstage/catalog-model';
import { useApi } from '@backstage/frontend-plugin-api';
import type { DeploymentsResponse } from '@golden-path/plugin-argocd-common';
import { useCallback } from 'react';
import { argocdApiRef } from '../api';
import { useRenewed, type Renewed } from './useRenewed';

/** What is known of the deployments of an entity. */
export type DeploymentsState = Renewed<DeploymentsResponse>;

/** The deployments of an entity, kept up to date. One call site is for one entity. */
export function useDeployments(entity: Entity): {
  state: DeploymentsState;
  retry: () => void;
} {
  const argocd = useApi(argocdApiRef);
  const { kind, namespace, name } = getCompoundEntityRef(entity);
  return useRenewed(
    useCallback(
      (signal: AbortSignal) =>
        argocd.abortedBy(signal).getDeployments({ kind, namespace, name }),
      [argocd, kind, namespace, name],
    ),
  );
}
