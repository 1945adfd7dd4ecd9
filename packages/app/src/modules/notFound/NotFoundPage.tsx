import { useRouteRef } from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import searchPlugin from '@backstage/plugin-search/alpha';
import { ButtonLink } from '@backstage/ui';
import { RiCompassDiscoverLine } from '@remixicon/react';
import styles from './NotFoundPage.module.css';

/** Where an address leads nowhere, or nowhere for this person. */
export const NotFoundPage = () => {
  const catalogRoute = useRouteRef(catalogPlugin.routes.catalogIndex);
  const searchRoute = useRouteRef(searchPlugin.routes.root);
  return (
    <main className={styles.page}>
      <RiCompassDiscoverLine size={32} aria-hidden="true" />
      <h1 className={styles.title}>There is nothing here for you</h1>
      <p className={styles.text}>
        The address may be mistyped, what it showed may be gone, or you may not
        see it. If you should, ask the platform team.
      </p>
      <div className={styles.actions}>
        <ButtonLink href="/" variant="primary">
          Home
        </ButtonLink>
        {catalogRoute && (
          <ButtonLink href={catalogRoute()} variant="secondary">
            Catalog
          </ButtonLink>
        )}
        {searchRoute && (
          <ButtonLink href={searchRoute()} variant="secondary">
            Search
          </ButtonLink>
        )}
      </div>
    </main>
  );
};
