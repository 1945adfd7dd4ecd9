import { VisuallyHidden } from '@backstage/ui';
import type { Deployment } from '@golden-path/plugin-argocd-common';
import { useChangeAnnouncement } from '../../hooks/useChangeAnnouncement';
import { EnvironmentColumn } from '../EnvironmentColumn';
import styles from './DeploymentsView.module.css';

/** What runs where, one column per environment in the given order. Changes are announced politely. */
export function DeploymentsView(props: {
  deployments: Deployment[];
  entityRef: string;
}) {
  const announcement = useChangeAnnouncement(props.deployments);
  const environments = [
    ...new Set(props.deployments.map(({ environment }) => environment)),
  ];
  return (
    <>
      <div className={styles.container}>
        <ul className={styles.columns}>
          {environments.map(environment => (
            <EnvironmentColumn
              key={environment ?? ''}
              environment={environment}
              deployments={props.deployments.filter(
                deployment => deployment.environment === environment,
              )}
              entityRef={props.entityRef}
            />
          ))}
        </ul>
      </div>
      <VisuallyHidden aria-live="polite" role="status">
        {announcement}
      </VisuallyHidden>
    </>
  );
}
