import { usePermission } from '@backstage/plugin-permission-react';
import {
  argocdApplicationDeployPermission,
  argocdApplicationRefreshPermission,
  argocdApplicationRollBackPermission,
  argocdApplicationSyncPermission,
} from '@golden-path/plugin-argocd-common';
import {
  OperationButton,
  type OperationButtonProps,
} from '@golden-path/plugin-operations-react';

const permissions = {
  refresh: argocdApplicationRefreshPermission,
  sync: argocdApplicationSyncPermission,
  'terminate-sync': argocdApplicationSyncPermission,
  deploy: argocdApplicationDeployPermission,
  promote: argocdApplicationDeployPermission,
  'roll-back': argocdApplicationRollBackPermission,
} as const;

/** Options of {@link ArgocdOperationButton}. */
export interface ArgocdOperationButtonProps extends OperationButtonProps {
  kind: keyof typeof permissions;
}

/** A button of an operation of Argo CD, which tells those who may not use it who may. */
export function ArgocdOperationButton(props: ArgocdOperationButtonProps) {
  const { kind, entityRef } = props;
  const { allowed, loading, error } = usePermission({
    permission: permissions[kind],
    resourceRef: entityRef,
  });
  // While nobody knows it may be tried: the backend has the last word.
  const isDenied = !loading && !error && !allowed;
  return (
    <OperationButton
      {...props}
      size="small"
      variant="secondary"
      disabledReason={
        isDenied
          ? 'The owners of the service may, and those who operate the platform'
          : props.disabledReason
      }
    />
  );
}
