import { Container, Flex, Text } from '@backstage/ui';
import {
  EntityActivity,
  OperationButton,
} from '@golden-path/plugin-operations-react';
import { WaitingApprovals, useWaitingApprovals } from '../src';
import { plans } from './DevOperations';

const states = [
  ...Object.keys(plans),
  'denied',
  'no plan',
  'no answer',
  'changes meanwhile',
];

/** A button for each state that the dialog can be in, and the parts that other plugins show. */
export function Gallery() {
  const { state, retry } = useWaitingApprovals();
  return (
    <Container>
      <Flex direction="column" gap="6">
        <Flex gap="2" style={{ flexWrap: 'wrap' }}>
          {states.map(name => (
            <OperationButton
              key={name}
              kind="promote"
              entityRef="component:default/order-service"
              label={name}
              verb="Promote"
              title={`Promote: ${name}`}
              variant="secondary"
              size="small"
              input={{ state: name }}
            />
          ))}
          <OperationButton
            kind="promote"
            entityRef="component:default/order-service"
            label="disabled"
            title="Promote: disabled"
            variant="secondary"
            size="small"
            disabledReason="staging runs the same version"
            input={{}}
          />
        </Flex>
        <section>
          <Text as="h2">Part of the home page</Text>
          {state.type !== 'loading' && (
            <WaitingApprovals state={state} onRetry={retry} />
          )}
        </section>
        <section>
          <EntityActivity entityRef="component:default/order-service" />
        </section>
      </Flex>
    </Container>
  );
}
