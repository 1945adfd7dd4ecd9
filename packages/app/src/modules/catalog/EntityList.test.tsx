import type { RouteRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import {
  catalogApiRef,
  EntityKindPicker,
  EntityListProvider,
  entityRouteRef,
} from '@backstage/plugin-catalog-react';
import { catalogApiMock } from '@backstage/plugin-catalog-react/testUtils';
import { screen } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { EntityList } from './EntityList';

const entities = ['order-service', 'payment-service'].map(name => ({
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name, namespace: 'default', description: `What ${name} does` },
  spec: { type: 'service', lifecycle: 'production', owner: 'team-orders' },
}));

function renderList(catalogApi = catalogApiMock({ entities })) {
  renderInTestApp(
    <EntityListProvider pagination>
      <EntityKindPicker initialFilter="component" hidden />
      <EntityList />
    </EntityListProvider>,
    {
      apis: [[catalogApiRef, catalogApi]],
      mountedRoutes: {
        // The catalog's reference still has the type of the former system
        '/catalog/:namespace/:kind/:name':
          entityRouteRef as unknown as RouteRef,
      },
    },
  );
}

describe('EntityList', () => {
  it('lists entities one below the other where there is no room for a table, and narrows them by a text', async () => {
    renderList();

    expect(
      await screen.findByRole('link', { name: /order-service/ }),
    ).toHaveAttribute('href', '/catalog/default/component/order-service');
    expect(screen.getByText('What payment-service does')).toBeInTheDocument();
    expect(screen.queryByRole('table')).not.toBeInTheDocument();

    await userEvent.type(
      screen.getByRole('searchbox', { name: 'Search in this list' }),
      'nothing like it',
    );
    expect(
      await screen.findByText(/Nothing fits these filters/),
    ).toBeInTheDocument();
  });

  it('says why there is no list', async () => {
    const catalogApi = catalogApiMock({ entities });
    catalogApi.queryEntities = async () => {
      throw new Error('the catalog does not answer');
    };
    renderList(catalogApi);

    expect(
      await screen.findByText('The catalog could not be loaded'),
    ).toBeInTheDocument();
    expect(screen.getByText('the catalog does not answer')).toBeInTheDocument();
  });
});
