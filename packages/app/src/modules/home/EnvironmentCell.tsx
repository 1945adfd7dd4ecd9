import { HealthStatus, SyncStatus } from '@golden-path/plugin-argocd';
import styles from './MyServices.module.css';
import type { EnvironmentState } from './serviceRows';

/** The version and the health of a service in one environment. */
export const EnvironmentCell = ({ state }: { state?: EnvironmentState }) => {
  if (!state) {
    return (
      <span className={styles.absent} title="Not deployed here">
        –
      </span>
    );
  }
  return (
    <div className={styles.state}>
      <span className={styles.version}>
        {state.version ?? 'several versions'}
      </span>
      <HealthStatus status={state.health} since={state.since} />
      {state.outOfSync && <SyncStatus status="OutOfSync" />}
    </div>
  );
};
