import { TestApiProvider } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { Container, Flex, Link } from '@backstage/ui';
import type {
  ArgocdApi,
  DeploymentDetail,
  DeploymentId,
} from '@golden-path/plugin-argocd-common';
import { useMemo } from 'react';
import { useSearchParams } from 'react-router-dom';
import { orderService } from '../src/__testUtils__/exampleDeployments';
import { detailOf } from '../src/__testUtils__/exampleDetail';
import { fakeArgocdApi } from '../src/__testUtils__/fakeArgocdApi';
import { argocdApiRef } from '../src';
import { DeliveryContent } from '../src/components/DeliveryContent';
import { details } from './details';
import { responses } from './responses';

function apiOf(state: string, detail: string): ArgocdApi {
  const getDeployments = responses[state];
  return fakeArgocdApi({
    getDeployments,
    getDeployment: async (_, id) =>
      details[detail](await baseOf(getDeployments, id)),
  });
}

async function baseOf(
  getDeployments: () => ReturnType<ArgocdApi['getDeployments']>,
  { instance, namespace, name }: DeploymentId,
): Promise<DeploymentDetail> {
  const { items } = await getDeployments();
  const deployment =
    items.find(
      ({ application, ...item }) =>
        item.instance === instance &&
        application.namespace === namespace &&
        application.name === name,
    ) ?? items[0];
  return detailOf(deployment);
}

/** The tab Delivery in the state that the address names: `?state=busy&detail=trouble`. */
export function DeliveryGallery() {
  const [parameters] = useSearchParams();
  const state = parameters.get('state') ?? 'data';
  const detail = parameters.get('detail') ?? 'trouble';
  const api = useMemo(() => apiOf(state, detail), [state, detail]);
  return (
    <Container>
      <Flex direction="column" gap="4">
        <nav aria-label="States">
          {Object.keys(responses).map(name => (
            <Link
              key={name}
              href={`/tab?state=${name}&detail=${detail}`}
              style={{ marginRight: 8 }}
            >
              {name}
            </Link>
          ))}
          {' · details: '}
          {Object.keys(details).map(name => (
            <Link
              key={name}
              href={`/tab?state=${state}&detail=${name}`}
              style={{ marginRight: 8 }}
            >
              {name}
            </Link>
          ))}
        </nav>
        <TestApiProvider
          key={`${state} ${detail}`}
          apis={[[argocdApiRef, api]]}
        >
          <EntityProvider entity={orderService}>
            <DeliveryContent />
          </EntityProvider>
        </TestApiProvider>
      </Flex>
    </Container>
  );
}
