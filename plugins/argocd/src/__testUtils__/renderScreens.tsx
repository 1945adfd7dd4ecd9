import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import type {
  ArgocdApi,
  DeploymentDetail,
  DeploymentsResponse,
  DeploymentsSignal,
} from '@golden-path/plugin-argocd-common';
import type { OperationsApi } from '@golden-path/plugin-operations-common';
import {
  activityRouteRef,
  operationRouteRef,
  operationsApiRef,
} from '@golden-path/plugin-operations-react';
import type { ReactNode } from 'react';
import { useLocation } from 'react-router-dom';
import { argocdApiRef } from '../api';
import { DeliveryContent } from '../components/DeliveryContent';
import { DeploymentsCard } from '../components/DeploymentsCard';
import { deliveryRouteRef } from '../deliveryRouteRef';
import { orderService } from './exampleDeployments';
import { fakeArgocdApi } from './fakeArgocdApi';

/** What the backend answers. */
export const getDeployments = jest.fn<
  Promise<DeploymentsResponse>,
  Parameters<ArgocdApi['getDeployments']>
>();

/** What the backend answers about one deployment. */
export const getDeployment = jest.fn<
  Promise<DeploymentDetail>,
  Parameters<ArgocdApi['getDeployment']>
>();

/** Where the router is. */
export const address = { value: '' };

const subscribers = new Set<(message: DeploymentsSignal) => void>();

/** Announces a change to everything that was rendered last. */
export const signal = {
  send: (message: DeploymentsSignal) =>
    subscribers.forEach(subscriber => subscriber(message)),
};

const subscribe: SignalApi['subscribe'] = (_, onMessage) => {
  // The API trusts its callers to know what a channel carries.
  const subscriber = (message: DeploymentsSignal) =>
    onMessage(message as never);
  subscribers.add(subscriber);
  return { unsubscribe: () => subscribers.delete(subscriber) };
};

/** Renders the card of an entity. */
export function renderDeploymentsCard(
  entity: Entity = orderService,
  operations?: OperationsApi,
): void {
  render(<DeploymentsCard />, { entity, operations });
}

/** Renders the tab of an entity, opened with a query such as `?deployment=…`. Without operations, they are not installed. */
export function renderDeliveryTab(
  options: { query?: string; operations?: OperationsApi } = {},
): void {
  render(<DeliveryContent />, { entity: orderService, ...options });
}

function render(
  screen: ReactNode,
  options: { entity: Entity; query?: string; operations?: OperationsApi },
): void {
  const { entity, query = '', operations } = options;
  renderInTestApp(
    <EntityProvider entity={entity}>
      {screen}
      <AddressReader />
    </EntityProvider>,
    {
      apis: [
        [argocdApiRef, fakeArgocdApi({ getDeployments, getDeployment })],
        [signalApiRef, { subscribe }],
        ...(operations ? [[operationsApiRef, operations] as const] : []),
      ],
      initialRouteEntries: [`/${query}`],
      mountedRoutes: {
        '/delivery': deliveryRouteRef,
        '/operations/:id': operationRouteRef,
        '/activity': activityRouteRef,
      },
    },
  );
}

function AddressReader() {
  const { pathname, search } = useLocation();
  address.value = `${pathname}${search}`;
  return null;
}
