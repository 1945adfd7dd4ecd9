import { renderInTestApp } from '@backstage/frontend-test-utils';
import { signalApiRef } from '@backstage/plugin-signals-react';
import type { OperationsApi } from '@golden-path/plugin-operations-common';
import { act } from '@testing-library/react';
import type { ReactNode } from 'react';
import { useNavigate } from 'react-router-dom';
import { operationsApiRef } from '../api';
import { activityRouteRef, operationRouteRef } from '../routes';

/** What happens around what was rendered last. */
export const surroundings = {
  /** Announces that something changed. */
  sendSignal: () => {},
  goTo: (_: string) => {},
};

function Router() {
  const navigate = useNavigate();
  surroundings.goTo = path => act(() => navigate(path));
  return null;
}

/** Renders something that talks to an operations backend. */
export function renderWithOperations(
  screen: ReactNode,
  api: OperationsApi,
): void {
  renderInTestApp(
    <>
      <Router />
      {screen}
    </>,
    {
      apis: [
        [operationsApiRef, api],
        [
          signalApiRef,
          {
            subscribe: (_, onMessage) => {
              let counter = 0;
              surroundings.sendSignal = () =>
                // The API trusts its callers to know what a channel carries.
                act(() => onMessage({ counter: ++counter } as never));
              return { unsubscribe: () => {} };
            },
          },
        ],
      ],
      mountedRoutes: {
        '/operations/:id': operationRouteRef,
        '/activity': activityRouteRef,
      },
    },
  );
}
