import '@golden-path/plugin-platform-react/testUtils';
import { convertLegacyRouteRef } from '@backstage/core-compat-api';
import { discoveryApiRef, fetchApiRef } from '@backstage/frontend-plugin-api';
import { mockApis, renderInTestApp } from '@backstage/frontend-test-utils';
import { entityRouteRef } from '@backstage/plugin-catalog-react';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { OperationsApi } from '@golden-path/plugin-operations-common';
import {
  activityRouteRef,
  approvalsRouteRef,
  operationRouteRef,
  operationsApiRef,
} from '@golden-path/plugin-operations-react';
import { act } from '@testing-library/react';
import type { ReactNode } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

/** The browser around the page that was rendered last. */
export const browser = {
  address: '',
  goBack: () => {},
  /** Announces that something changed. */
  sendSignal: () => {},
};

const subscribers = new Set<() => void>();

function Browser() {
  const { pathname, search } = useLocation();
  const navigate = useNavigate();
  browser.address = decodeURIComponent(pathname + search);
  browser.goBack = () => act(() => navigate(-1));
  browser.sendSignal = () => act(() => subscribers.forEach(tell => tell()));
  return null;
}

/** Renders a page at an address, for Ana. */
export function renderPage(
  page: ReactNode,
  options: { address: string; mountPath: string; api: OperationsApi },
): void {
  subscribers.clear();
  renderInTestApp(
    <>
      <Browser />
      {page}
    </>,
    {
      initialRouteEntries: [options.address],
      mountPath: options.mountPath,
      mountedRoutes: {
        '/activity': activityRouteRef,
        '/approvals': approvalsRouteRef,
        '/operations/:id': operationRouteRef,
        '/catalog/:namespace/:kind/:name':
          convertLegacyRouteRef(entityRouteRef),
      },
      apis: [
        mockApis.identity({ userEntityRef: 'user:default/ana' }),
        [operationsApiRef, options.api],
        [
          signalApiRef,
          {
            subscribe: (_, onMessage) => {
              let counter = 0;
              // The API trusts its callers to know what a channel carries.
              const tell = () => onMessage({ counter: ++counter } as never);
              subscribers.add(tell);
              return { unsubscribe: () => subscribers.delete(tell) };
            },
          },
        ],
        [discoveryApiRef, { getBaseUrl: async () => 'http://localhost' }],
        [
          fetchApiRef,
          {
            fetch: async () =>
              Response.json({
                items: ['staging', 'production'].map(name => ({
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
