import type { Entity } from '@backstage/catalog-model';
import { renderInTestApp } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { signalApiRef, type SignalApi } from '@backstage/plugin-signals-react';
import type {
  ArgocdApi,
  DeploymentsResponse,
  DeploymentsSignal,
} from '@golden-path/plugin-argocd-common';
import { argocdApiRef } from '../api';
import { DeploymentsCard } from '../components/DeploymentsCard';
import { orderService } from './exampleDeployments';
import { fakeArgocdApi } from './fakeArgocdApi';

/** What the backend answers. */
export const getDeployments = jest.fn<
  Promise<DeploymentsResponse>,
  Parameters<ArgocdApi['getDeployments']>
>();

/** Announces a change to the card that was rendered last. */
export const signal = { send: (_: DeploymentsSignal) => {} };

const subscribe: SignalApi['subscribe'] = (_, onMessage) => {
  // The API trusts its callers to know what a channel carries.
  signal.send = message => onMessage(message as never);
  return { unsubscribe: () => {} };
};

/** Renders the card of an entity. */
export function renderDeploymentsCard(entity: Entity = orderService): void {
  renderInTestApp(
    <EntityProvider entity={entity}>
      <DeploymentsCard />
    </EntityProvider>,
    {
      apis: [
        [argocdApiRef, fakeArgocdApi({ getDeployments })],
        [signalApiRef, { subscribe }],
      ],
    },
  );
}
