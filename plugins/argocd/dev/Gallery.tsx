import type { Entity } from '@backstage/catalog-model';
import { TestApiProvider } from '@backstage/frontend-test-utils';
import { EntityProvider } from '@backstage/plugin-catalog-react';
import { Container, Flex, Text } from '@backstage/ui';
import { orderService } from '../src/__testUtils__/exampleDeployments';
import { fakeArgocdApi } from '../src/__testUtils__/fakeArgocdApi';
import { argocdApiRef } from '../src';
import { DeploymentsCard } from '../src/components/DeploymentsCard';
import { responses } from './responses';

const withoutAnnotations: Entity = {
  ...orderService,
  metadata: { name: 'order-service', namespace: 'default' },
};

const states = [
  ...Object.entries(responses).map(([title, answer]) => ({
    title,
    answer,
    entity: orderService,
  })),
  {
    title: 'no annotation',
    answer: responses.empty,
    entity: withoutAnnotations,
  },
];

/** The card in each of its states, one below the other. */
export function Gallery() {
  return (
    <Container>
      <Flex direction="column" gap="4">
        {states.map(({ title, entity, answer }) => (
          <section key={title} aria-label={title}>
            <Text variant="body-small" color="secondary">
              {title}
            </Text>
            <TestApiProvider
              apis={[[argocdApiRef, fakeArgocdApi({ getDeployments: answer })]]}
            >
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
