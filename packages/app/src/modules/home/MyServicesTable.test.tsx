import type { RouteRef } from '@backstage/frontend-plugin-api';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { screen, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { MyServicesTable } from './MyServicesTable';
import type { ServiceRow } from './serviceRows';

const rows: ServiceRow[] = [
  {
    id: 'component:default/order-service',
    name: 'order-service',
    environments: {
      production: {
        health: 'Degraded',
        version: 'v1.8.0',
        outOfSync: true,
      },
    },
  },
  { id: 'component:default/billing', name: 'billing', environments: {} },
];

const names = () =>
  screen.getAllByRole('rowheader').map(header => header.textContent);

describe('MyServicesTable', () => {
  it('has a sorted row per service and a column per environment', async () => {
    renderInTestApp(
      <MyServicesTable rows={rows} environments={['production']} />,
      {
        mountedRoutes: {
          // The catalog's reference still has the type of the former system
          '/catalog/:namespace/:kind/:name':
            entityRouteRef as unknown as RouteRef,
        },
      },
    );

    const row = within(
      await screen.findByRole('row', { name: /order-service/ }),
    );
    expect(row.getByRole('link', { name: 'order-service' })).toHaveAttribute(
      'href',
      '/catalog/default/component/order-service',
    );
    expect(row.getByText('v1.8.0')).toBeInTheDocument();
    expect(row.getByText('Degraded')).toBeInTheDocument();
    expect(row.getByText('Out of sync')).toBeInTheDocument();
    expect(
      within(screen.getByRole('row', { name: /billing/ })).getByTitle(
        'Not deployed here',
      ),
    ).toBeInTheDocument();

    expect(names()).toEqual(['billing', 'order-service']);
    await userEvent.click(screen.getByRole('columnheader', { name: /Name/ }));
    expect(names()).toEqual(['order-service', 'billing']);
  });
});
