import { parseEntityRef, stringifyEntityRef } from '@backstage/catalog-model';
import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import { catalogApiRef } from '@backstage/plugin-catalog-react';
import techdocsPlugin from '@backstage/plugin-techdocs/alpha';
import { Link } from '@backstage/ui';
import { RiBookOpenLine } from '@remixicon/react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { HomeSection } from './HomeSection';
import styles from './HomeSection.module.css';
import { SectionFailure } from './SectionFailure';
import { SectionSkeleton } from './SectionSkeleton';

const shownDocuments = 6;
const techdocsAnnotation = 'backstage.io/techdocs-ref';

const Documents = () => {
  const catalogApi = useApi(catalogApiRef);
  const docRoute = useRouteRef(techdocsPlugin.routes.docRoot);
  const { loading, error, value, retry } = useAsyncRetry(
    () =>
      catalogApi.queryEntities({
        query: {
          [`metadata.annotations.${techdocsAnnotation}`]: { $exists: true },
        },
        fields: [
          'kind',
          'metadata.name',
          'metadata.namespace',
          'metadata.title',
          'metadata.description',
        ],
        orderFields: [{ field: 'metadata.name', order: 'asc' }],
        limit: shownDocuments,
      }),
    [catalogApi],
  );
  if (error) {
    return (
      <SectionFailure what="The documentation" error={error} onRetry={retry} />
    );
  }
  if (loading || !value) {
    return <SectionSkeleton rows={3} />;
  }
  if (value.items.length === 0) {
    return (
      <p className={styles.text}>
        No documentation yet. Add the annotation{' '}
        <code className={styles.code}>{techdocsAnnotation}: dir:.</code> to a
        catalog-info.yaml beside a docs folder.
      </p>
    );
  }
  return (
    <ul className={styles.rows}>
      {value.items.map(entity => {
        const ref = stringifyEntityRef(entity);
        return (
          <li key={ref} className={styles.row}>
            <RiBookOpenLine size={16} aria-hidden="true" />
            <span className={styles.rowText}>
              <Link href={docRoute?.(parseEntityRef(ref))}>
                {entity.metadata.title ?? entity.metadata.name}
              </Link>
            </span>
          </li>
        );
      })}
    </ul>
  );
};

/** What there is to read, and the way to all of it. */
export const DocumentationSection = () => {
  const docsRoute = useRouteRef(techdocsPlugin.routes.root);
  return (
    <HomeSection
      title="Documentation"
      aside={
        docsRoute && (
          <Link href={docsRoute()} variant="body-small">
            All documentation
          </Link>
        )
      }
    >
      <Documents />
    </HomeSection>
  );
};
