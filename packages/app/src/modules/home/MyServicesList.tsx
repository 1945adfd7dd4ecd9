import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { HealthStatus } from '@golden-path/plugin-argocd';
import { Link } from '@backstage/ui';
import styles from './MyServices.module.css';
import sectionStyles from './HomeSection.module.css';
import type { ServiceRow } from './serviceRows';

interface MyServicesListProps {
  rows: ServiceRow[];
  environments: string[];
}

/** My services on a small screen: one below the other. */
export const MyServicesList = ({ rows, environments }: MyServicesListProps) => {
  const entityLink = useEntityRefLink();
  return (
    <ul className={sectionStyles.rows}>
      {rows.map(row => (
        <li key={row.id} className={styles.service}>
          <Link href={entityLink(row.id)} className={styles.serviceName}>
            {row.name}
          </Link>
          <dl className={styles.environments}>
            {environments.flatMap(environment => {
              const state = row.environments[environment];
              return state ? (
                <div key={environment} style={{ display: 'contents' }}>
                  <dt>{environment}</dt>
                  <dd>
                    <span className={styles.version}>
                      {state.version ?? 'several versions'}
                    </span>
                    <HealthStatus status={state.health} since={state.since} />
                  </dd>
                </div>
              ) : (
                []
              );
            })}
          </dl>
        </li>
      ))}
    </ul>
  );
};
