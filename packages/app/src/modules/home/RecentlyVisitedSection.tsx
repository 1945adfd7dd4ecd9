import { useApi } from '@backstage/frontend-plugin-api';
import { visitsApiRef, type Visit } from '@backstage/plugin-home';
import { Link } from '@backstage/ui';
import { Age } from '@golden-path/plugin-platform-react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { HomeSection } from './HomeSection';
import styles from './HomeSection.module.css';
import { SectionFailure } from './SectionFailure';
import { SectionSkeleton } from './SectionSkeleton';
import { visitTitle } from './visitTitle';

const shownVisits = 6;
/** More than shown, because several may be pages of one thing. */
const askedVisits = 30;

/** The latest visit of each thing. */
function latestOfEach(visits: Visit[]) {
  const byTitle = new Map<string, Visit>();
  for (const visit of visits) {
    const title = visitTitle(visit.pathname);
    if (title && !byTitle.has(title)) {
      byTitle.set(title, visit);
    }
  }
  return [...byTitle].slice(0, shownVisits);
}

const Visits = () => {
  const visitsApi = useApi(visitsApiRef);
  const { loading, error, value, retry } = useAsyncRetry(
    () =>
      visitsApi.list({
        limit: askedVisits,
        orderBy: [{ field: 'timestamp', direction: 'desc' }],
      }),
    [visitsApi],
  );
  if (error) {
    return <SectionFailure what="Your visits" error={error} onRetry={retry} />;
  }
  if (loading || !value) {
    return <SectionSkeleton rows={3} />;
  }
  const visits = latestOfEach(value);
  if (visits.length === 0) {
    return (
      <p className={styles.text}>
        Pages that you open show here, so that you find them again.
      </p>
    );
  }
  return (
    <ul className={styles.rows}>
      {visits.map(([title, visit]) => (
        <li key={visit.id} className={styles.row}>
          <span className={styles.rowText}>
            <Link href={visit.pathname}>{title}</Link>
          </span>
          <span className={styles.rowNote}>
            <Age
              since={new Date(visit.timestamp).toISOString()}
              suffix=" ago"
            />
          </span>
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
