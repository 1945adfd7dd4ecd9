import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import {
  isOver,
  type OperationSummary,
} from '@golden-path/plugin-operations-common';
import { Age } from '@golden-path/plugin-platform-react';
import { operationRouteRef } from '../../routes';
import { OperationStatus } from '../OperationStatus';
import { PersonName } from '../PersonName';
import styles from './OperationItem.module.css';

/** An operation in a few lines: what, how it stands, who asked for it and when. Its name leads to its page. */
export function OperationItem(props: {
  operation: OperationSummary;
  /** Whether all around it stand the same. */
  hidesStatus?: boolean;
}) {
  const { operation, hidesStatus } = props;
  const { id, progress, requestedAt, requestedBy, status, target, title } =
    operation;
  const operationLink = useRouteRef(operationRouteRef);
  const isTold = !isOver(status) || status === 'failed';
  return (
    <div className={styles.root}>
      <div className={styles.line}>
        <Text as="span" variant="body-medium" weight="bold">
          {operationLink ? (
            <Link href={operationLink({ id })} variant="body-medium">
              {title}
            </Link>
          ) : (
            title
          )}
        </Text>
        {!hidesStatus && <OperationStatus operation={operation} />}
      </div>
      {isTold && progress.current && (
        <Text as="span" variant="body-small" className={styles.text}>
          {progress.current}
          {progress.message && `: ${progress.message}`}
        </Text>
      )}
      <Text
        as="span"
        variant="body-small"
        color="secondary"
        className={styles.text}
      >
        {target.title} · <PersonName entityRef={requestedBy} />,{' '}
        <Age isOneOfMany since={requestedAt} suffix=" ago" />
      </Text>
    </div>
  );
}
