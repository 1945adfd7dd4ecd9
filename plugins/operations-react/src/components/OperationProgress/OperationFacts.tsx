import { Text } from '@backstage/ui';
import type { Operation, Surface } from '@golden-path/plugin-operations-common';
import { Age } from '@golden-path/plugin-platform-react';
import { OperationStatus } from '../OperationStatus';
import { PersonName } from '../PersonName';
import styles from './OperationProgress.module.css';

const surfaces = {
  portal: 'in the portal',
  template: 'by a golden path',
  assistant: 'by an assistant',
  cli: 'from a terminal',
  chat: 'in the chat',
  api: 'through the API',
} satisfies Record<Surface, string>;

/** Where an operation stands, who asked for it, when, from where and why. */
export function OperationFacts({ operation }: { operation: Operation }) {
  const { brokeFreeze, reason, requestedAt, requestedBy, surface } = operation;
  return (
    <div className={styles.facts}>
      <div className={styles.line}>
        <OperationStatus operation={operation} />
        <Text as="span" variant="body-small" color="secondary">
          asked for by <PersonName entityRef={requestedBy} />{' '}
          {surfaces[surface]}, <Age since={requestedAt} suffix=" ago" />
        </Text>
      </div>
      {reason && (
        <Text as="p" variant="body-small" className={styles.text}>
          Reason: {reason}
        </Text>
      )}
      {brokeFreeze && (
        <Text as="p" variant="body-small" className={styles.text}>
          It broke a freeze.
        </Text>
      )}
    </div>
  );
}
