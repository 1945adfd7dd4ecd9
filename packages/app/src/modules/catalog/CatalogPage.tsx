import { useRouteRef } from '@backstage/frontend-plugin-api';
import { catalogEntityCreatePermission } from '@backstage/plugin-catalog-common/alpha';
import importPlugin from '@backstage/plugin-catalog-import/alpha';
import {
  CatalogFilterLayout,
  EntityListProvider,
} from '@backstage/plugin-catalog-react';
import { usePermission } from '@backstage/plugin-permission-react';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { ButtonLink, Container, Header } from '@backstage/ui';
import { RiAddLine } from '@remixicon/react';
import type { ReactNode } from 'react';
import { useMayCreate } from '../create/useMayCreate';
import styles from './CatalogPage.module.css';
import { EntityList } from './EntityList';

const Actions = () => {
  const createRoute = useRouteRef(scaffolderPlugin.routes.root);
  const importRoute = useRouteRef(importPlugin.routes.importPage);
  const mayCreate = useMayCreate().status === 'allowed';
  const { allowed: mayRegister } = usePermission({
    permission: catalogEntityCreatePermission,
  });
  return (
    <div className={styles.actions}>
      {mayRegister && importRoute && (
        <ButtonLink
          variant="secondary"
          href={importRoute()}
          className={styles.register}
        >
          Register existing
        </ButtonLink>
      )}
      {mayCreate && createRoute && (
        <ButtonLink
          variant="primary"
          href={createRoute()}
          iconStart={<RiAddLine />}
        >
          Create
        </ButtonLink>
      )}
    </div>
  );
};

interface CatalogPageProps {
  title: string;
  filters: ReactNode;
}

/** Everything that the organization has, with filters. */
export const CatalogPage = ({ title, filters }: CatalogPageProps) => (
  <EntityListProvider pagination>
    <Header title={title} customActions={<Actions />} />
    <Container>
      <CatalogFilterLayout>
        <CatalogFilterLayout.Filters>{filters}</CatalogFilterLayout.Filters>
        <CatalogFilterLayout.Content>
          <EntityList />
        </CatalogFilterLayout.Content>
      </CatalogFilterLayout>
    </Container>
  </EntityListProvider>
);
