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
export function renderDeploymentsCard(entity: Entity = orderService): void {
  render(entity, <DeploymentsCard />);
}

/** Renders the tab of an entity, opened with a query such as `?deployment=…`. */
export function renderDeliveryTab(query = ''): void {
  render(orderService, <DeliveryContent />, query);
}

function render(entity: Entity, screen: ReactNode, query = ''): void {
  renderInTestApp(
    <EntityProvider entity={entity}>
      {screen}
      <AddressReader />
    </EntityProvider>,
    {
      apis: [
        [argocdApiRef, fakeArgocdApi({ getDeployments, getDeployment })],
        [signalApiRef, { subscribe }],
      ],
      initialRouteEntries: [`/${query}`],
      mountedRoutes: { '/delivery': deliveryRouteRef },
    },
  );
}

function AddressReader() {
  const { pathname, search } = useLocation();
  address.value = `${pathname}${search}`;
  return null;
}
