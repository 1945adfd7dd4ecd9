import { useApi } from '@backstage/frontend-plugin-api';
import { visitsApiRef } from '@backstage/plugin-home';
import { Link } from '@backstage/ui';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { HomeSection } from './HomeSection';
import styles from './HomeSection.module.css';
import { SectionFailure } from './SectionFailure';
import { SectionSkeleton } from './SectionSkeleton';
import { Since } from './Since';
import { visitTitle } from './visitTitle';

const shownVisits = 6;

const Visits = () => {
  const visitsApi = useApi(visitsApiRef);
  const { loading, error, value, retry } = useAsyncRetry(
    () =>
      visitsApi.list({
        limit: shownVisits,
        orderBy: [{ field: 'timestamp', direction: 'desc' }],
        filterBy: [{ field: 'pathname', operator: '!=', value: '/' }],
      }),
    [visitsApi],
  );
  if (error) {
    return <SectionFailure what="Your visits" error={error} onRetry={retry} />;
  }
  if (loading || !value) {
    return <SectionSkeleton rows={3} />;
  }
  if (value.length === 0) {
    return (
      <p className={styles.text}>
        Pages that you open show here, so that you find them again.
      </p>
    );
  }
  return (
    <ul className={styles.rows}>
      {value.map(visit => (
        <li key={visit.id} className={styles.row}>
          <span className={styles.rowText}>
            <Link href={visit.pathname}>{visitTitle(visit)}</Link>
          </span>
          <Since time={visit.timestamp} className={styles.rowNote} />
        </li>
      ))}
    </ul>
  );
};

/** Where I was, latest first. */
export const RecentlyVisitedSection = () => (
  <HomeSection title="Recently visited">
    <Visits />
  </HomeSection>
);
