import '@golden-path/plugin-platform-react/testUtils';
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { discoveryApiRef, fetchApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { catalogApiRef, entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import type {
  ArgocdApi,
  DeploymentsSignal,
  FleetResponse,
} from '@golden-path/plugin-argocd-common';
import { act, screen } from '@testing-library/react';
import { useLocation, useNavigate } from 'react-router-dom';
import { argocdApiRef } from '../api';
import { FleetPage } from '../components/FleetPage';
import { exampleFleet } from './exampleFleet';
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
        '/catalog/:namespace/:kind/:name':
          convertLegacyRouteRef(entityRouteRef),
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

/** What {@link listDeployments} answers from, unless a test says otherwise. */
export const fleet = exampleFleet();

/** The range of a page that shows all of {@link fleet}. */
export const all = '1–12 of 12';

/** The range of the page that is shown. */
export const shown = (range: string) => screen.findByText(range);

/** A row of the table. Finding it by its role takes seconds on a busy machine. */
export function rowOf(service: string, environment: string): HTMLElement {
  const row = screen
    .getAllByText(service)
    .map(name => name.closest<HTMLElement>('[role="row"]'))
    .find(found => found?.textContent?.includes(environment));
  if (!row) {
    throw new Error(`There is no row of ${service} in ${environment}`);
  }
  return row;
}
