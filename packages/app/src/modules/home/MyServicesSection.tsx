import { useRouteRef } from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { Link, useBreakpoint } from '@backstage/ui';
import { Age } from '@golden-path/plugin-platform-react';
import type { Source } from '@golden-path/plugin-argocd-common';
import { RiTimeLine } from '@remixicon/react';
import { useMemo } from 'react';
import { environmentColumns } from './environmentColumns';
import { HomeSection } from './HomeSection';
import sectionStyles from './HomeSection.module.css';
import styles from './MyServices.module.css';
import { MyServicesList } from './MyServicesList';
import { MyServicesTable } from './MyServicesTable';
import { SectionFailure } from './SectionFailure';
import { SectionSkeleton } from './SectionSkeleton';
import { serviceRows } from './serviceRows';
import {
  useDeploymentsOf,
  useMyServices,
  type MyServices,
} from './useMyServices';

const sourceWords = {
  stale: 'Last seen',
  unavailable: 'Not reachable',
  warming: 'Still loading',
} satisfies Record<Exclude<Source['status'], 'live'>, string>;

const SourceNote = ({ source }: { source: Source }) => {
  if (source.status === 'live') {
    return null;
  }
  return (
    <p className={styles.note} role="status">
      <RiTimeLine size={14} aria-hidden="true" />
      <span>
        {sourceWords[source.status]}{' '}
        {source.asOf && <Age since={source.asOf} suffix=" ago" />}: Argo CD{' '}
        {source.name}
        {source.message && `. ${source.message}`}
      </span>
    </p>
  );
};

const Services = ({ services }: { services: MyServices['services'] }) => {
  const isSmall = useBreakpoint().down('md');
  const { error, value, retry } = useDeploymentsOf(services);
  const rows = useMemo(
    () => serviceRows(services, value?.items ?? []),
    [services, value],
  );
  const environments = useMemo(
    () => environmentColumns(rows.map(row => Object.keys(row.environments))),
    [rows],
  );
  const Rows = isSmall ? MyServicesList : MyServicesTable;
  if (!error && !value) {
    return <SectionSkeleton rows={services.length} />;
  }
  return (
    <>
      {error && (
        <SectionFailure what="What runs where" error={error} onRetry={retry} />
      )}
      {value?.sources.map(source => (
        <SourceNote key={source.name} source={source} />
      ))}
      <Rows rows={rows} environments={environments} />
    </>
  );
};

const Content = () => {
  const { loading, error, value, retry } = useMyServices();
  if (error) {
    return (
      <SectionFailure what="Your services" error={error} onRetry={retry} />
    );
  }
  if (loading || !value) {
    return <SectionSkeleton rows={4} />;
  }
  if (!value.hasTeam) {
    return (
      <p className={sectionStyles.text}>
        You are in no team of the catalog, so nothing is yours. What others run
        is in the catalog.
      </p>
    );
  }
  if (value.services.length === 0) {
    return (
      <p className={sectionStyles.text}>
        Your teams own no services yet. Create one, or set{' '}
        <code className={sectionStyles.code}>spec.owner</code> in the
        catalog-info.yaml of an existing one to your team.
      </p>
    );
  }
  return (
    <>
      <Services services={value.services} />
      {value.total > value.services.length && (
        <p className={sectionStyles.text}>
          The first {value.services.length} of {value.total}. The catalog lists
          all.
        </p>
      )}
    </>
  );
};

/** What my teams own, and how it is doing in each environment. */
export const MyServicesSection = () => {
  const catalogRoute = useRouteRef(catalogPlugin.routes.catalogIndex);
  return (
    <HomeSection
      title="My services"
      aside={
        catalogRoute && (
          <Link
            href={`${catalogRoute()}?filters[user]=owned`}
            variant="body-small"
          >
            All in the catalog
          </Link>
        )
      }
    >
      <Content />
    </HomeSection>
  );
};
