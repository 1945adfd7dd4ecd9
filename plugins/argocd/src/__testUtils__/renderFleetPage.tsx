import './screenWidth';
import {
  discoveryApiRef,
  fetchApiRef,
  type RouteRef,
} from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import type {
  ArgocdApi,
  DeploymentsSignal,
  FleetResponse,
} from '@golden-path/plugin-argocd-common';
import { act } from '@testing-library/react';
import { useLocation, useNavigate } from 'react-router-dom';
import { argocdApiRef } from '../api';
import { FleetPage } from '../components/FleetPage';
import { fakeArgocdApi } from './fakeArgocdApi';

/** What the backend answers. */
export const listDeployments = jest.fn<
  Promise<FleetResponse>,
  Parameters<ArgocdApi['listDeployments']>
>();

/** The browser around the page that was rendered last. */
export const browser = {
  address: '',
  goBack: () => {},
  sendSignal: (_: DeploymentsSignal) => {},
  /** Comes back from another tab, which renews the page at once. */
  lookAgain: () => {
    act(() => {
      document.dispatchEvent(new Event('visibilitychange'));
    });
  },
};

const subscribe: SignalApi['subscribe'] = (_, onMessage) => {
  // The API trusts its callers to know what a channel carries.
  browser.sendSignal = message => act(() => onMessage(message as never));
  return { unsubscribe: () => {} };
};

function Browser() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  browser.address = decodeURIComponent(pathname + search);
  browser.goBack = () => act(() => navigate(-1));
  return null;
}

/** Renders the page of the fleet at an address. */
export function renderFleetPage(search = ''): void {
  renderInTestApp(
    <>
      <Browser />
      <FleetPage />
    </>,
    {
      initialRouteEntries: [`/deployments${search}`],
      mountPath: '/deployments',
      mountedRoutes: {
        // It is declared for the old frontend system, and works in both.
        '/catalog/:namespace/:kind/:name':
          entityRouteRef as unknown as RouteRef,
      },
      apis: [
        mockApis.identity({
          userEntityRef: 'user:default/ana',
          ownershipEntityRefs: [
            'user:default/ana',
            'group:default/team-orders',
          ],
        }),
        [argocdApiRef, fakeArgocdApi({ listDeployments })],
        [signalApiRef, { subscribe }],
        [
          catalogApiRef,
          {
            getEntityFacets: async () => ({
              facets: {
                'relations.ownedBy': [
                  { value: 'group:default/team-payments', count: 3 },
                ],
              },
            }),
          },
        ],
        [discoveryApiRef, { getBaseUrl: async () => 'http://localhost' }],
        [
          fetchApiRef,
          {
            fetch: async () =>
              Response.json({
                items: ['development', 'staging', 'production'].map(name => ({
                  name,
                  cluster: 'sandbox',
                  requiredApprovals: 0,
                })),
              }),
          },
        ],
      ],
    },
  );
}
