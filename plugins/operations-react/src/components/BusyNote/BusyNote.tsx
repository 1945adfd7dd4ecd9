import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Link, Text } from '@backstage/ui';
import type { OperationSummary } from '@golden-path/plugin-operations-common';
import { Age, useEntityNames } from '@golden-path/plugin-platform-react';
import { RiLoader4Line } from '@remixicon/react';
import { operationRouteRef } from '../../routes';
import { describeActivity } from '../../rules/describeActivity';
import styles from './BusyNote.module.css';

/** What is being done at present, by whom and since when, with the way to it. */
export function BusyNote({ operation }: { operation: OperationSummary }) {
  const { id, requestedAt, requestedBy, startedAt } = operation;
  const operationLink = useRouteRef(operationRouteRef);
  const nameOf = useEntityNames([requestedBy], 'user');
  const text = describeActivity(operation, nameOf(requestedBy));
  return (
    <Text as="span" variant="body-small" className={styles.root}>
      <RiLoader4Line size={16} aria-hidden="true" className={styles.icon} />
      <span>
        {operationLink ? (
          <Link href={operationLink({ id })} variant="body-small">
            {text}
          </Link>
        ) : (
          text
        )}
        , <Age since={startedAt ?? requestedAt} />
      </span>
    </Text>
  );
}
