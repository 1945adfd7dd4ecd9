import type { Entity } from '@backstage/catalog-model';
import { NotAllowedError } from '@backstage/errors';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { Container, Flex, Text } from '@backstage/ui';
import type { DeploymentsResponse } from '@golden-path/plugin-argocd-common';
import {
  deploymentOf,
  exampleResponse,
  minutesAgo,
  orderService,
} from '../src/__testUtils__/exampleDeployments';
import { fakeArgocdApi } from '../src/__testUtils__/fakeArgocdApi';
import { argocdApiRef } from '../src';
import { DeploymentsCard } from '../src/components/DeploymentsCard';

const message = 'cluster sandbox does not answer';
const never = new Promise<DeploymentsResponse>(() => {});
const withoutAnnotations: Entity = {
  ...orderService,
  metadata: { name: 'order-service', namespace: 'default' },
};

const states: {
  title: string;
  entity?: Entity;
  answer: () => Promise<DeploymentsResponse>;
}[] = [
  { title: 'Data', answer: async () => exampleResponse() },
  { title: 'Loading', answer: () => never },
  {
    title: 'Stale',
    answer: async () => ({
      ...exampleResponse(),
      sources: [
        { name: 'main', status: 'stale', asOf: minutesAgo(4.5), message },
      ],
    }),
  },
  {
    title: 'Unavailable',
    answer: async () => ({
      items: [],
      sources: [{ name: 'main', status: 'unavailable', message }],
      distances: [],
    }),
  },
  {
    title: 'Warming',
    answer: async () => ({
      items: [],
      sources: [{ name: 'main', status: 'warming' }],
      distances: [],
    }),
  },
  {
    title: 'No application',
    answer: async () => ({ ...exampleResponse(), items: [] }),
  },
  {
    title: 'No annotation',
    entity: withoutAnnotations,
    answer: async () => ({ ...exampleResponse(), items: [] }),
  },
  {
    title: 'Not confirmed, paused, missing, and in no environment',
    answer: async () => ({
      ...exampleResponse(),
      items: [
        deploymentOf('staging', {
          confirmed: false,
          health: { status: 'Suspended', since: minutesAgo(6) },
        }),
        deploymentOf('production', {
          health: { status: 'Missing' },
          sync: { status: 'Unknown' },
        }),
        deploymentOf(null, { health: { status: 'Unknown' } }),
      ],
    }),
  },
  {
    title: 'Error',
    answer: async () => {
      throw new Error('The catalog does not answer.');
    },
  },
  {
    title: 'Denied',
    answer: async () => {
      const error = new NotAllowedError(
        'You may not read the deployments of component:default/order-service: ask its owner or the platform team for the permission argocd.deployment.read.',
      );
      throw Object.assign(error, { statusCode: 403 });
    },
  },
];

/** The card in each of its states, one below the other. */
export function Gallery() {
  return (
    <Container>
      <Flex direction="column" gap="4">
        {states.map(({ title, entity = orderService, answer }) => (
          <section key={title} aria-label={title}>
            <Text variant="body-small" color="secondary">
              {title}
            </Text>
            <TestApiProvider apis={[[argocdApiRef, fakeArgocdApi({ getDeployments: answer })]]}>
              <EntityProvider entity={entity}>
                <DeploymentsCard />
              </EntityProvider>
            </TestApiProvider>
          </section>
        ))}
      </Flex>
    </Container>
  );
}
