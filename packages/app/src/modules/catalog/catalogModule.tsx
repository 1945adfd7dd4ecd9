import {
  coreExtensionData,
  createExtensionInput,
  createFrontendModule,
  PageBlueprint,
} from '@backstage/frontend-plugin-api';
import catalogPlugin from '@backstage/plugin-catalog/alpha';
import { RiBox3Line } from '@remixicon/react';
import { Fragment } from 'react';

const catalogPage = PageBlueprint.makeWithOverrides({
  inputs: { filters: createExtensionInput([coreExtensionData.reactElement]) },
  factory(originalFactory, { inputs }) {
    return originalFactory({
      path: '/catalog',
      routeRef: catalogPlugin.routes.catalogIndex,
      title: 'Catalog',
      icon: <RiBox3Line />,
      loader: async () => {
        const { CatalogPage } = await import('./CatalogPage');
        const filters = inputs.filters.map(filter => (
          <Fragment key={filter.node.spec.id}>
            {filter.get(coreExtensionData.reactElement)}
          </Fragment>
        ));
        return <CatalogPage title="Catalog" filters={filters} />;
      },
    });
  },
});

/** The list of everything, drawn with the portal's own components, so that it fits a phone. */
export const catalogModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [catalogPage],
});
