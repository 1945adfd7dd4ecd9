import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Cell, Link, Table, Text, type ColumnConfig } from '@backstage/ui';
import {
  isOver,
  type OperationSummary,
} from '@golden-path/plugin-operations-common';
import {
  operationRouteRef,
  OperationStatus,
  PersonName,
} from '@golden-path/plugin-operations-react';
import { Age } from '@golden-path/plugin-platform-react';
import { useMemo } from 'react';
import styles from './ActivityPage.module.css';

/** Options of {@link ActivityTable} and of the list that it becomes on a small screen. */
export interface ActivityRowsProps {
  /** Absent while the first answer is on the way. */
  operations?: OperationSummary[];
  /** Whether it answers an earlier question. */
  isStale: boolean;
}

/** The operations of a page as a table. Rows keep their place and the focus when they are renewed. */
export function ActivityTable({ operations, isStale }: ActivityRowsProps) {
  const operationLink = useRouteRef(operationRouteRef);
  const columns = useMemo(
    (): ColumnConfig<OperationSummary>[] => [
      {
        id: 'operation',
        label: 'Operation',
        isRowHeader: true,
        width: '3fr',
        cell: ({ id, title, target, reason }) => (
          <Cell>
            <span className={styles.lines}>
              <Link href={operationLink?.({ id })} variant="body-medium">
                {title}
              </Link>
              <Text as="span" variant="body-small" color="secondary">
                {reason ? `${target.title} · ${reason}` : target.title}
              </Text>
            </span>
          </Cell>
        ),
      },
      {
        id: 'status',
        label: 'Status',
        width: '2fr',
        cell: operation => (
          <Cell>
            <span className={styles.lines}>
              <OperationStatus operation={operation} />
              <Text as="span" variant="body-small" color="secondary">
                {detailOf(operation)}
              </Text>
            </span>
          </Cell>
        ),
      },
      {
        id: 'environment',
        label: 'Environment',
        width: '1fr',
        cell: ({ target }) => (
          <Cell>
            <Text as="span" variant="body-medium">
              {target.environment ?? '–'}
            </Text>
          </Cell>
        ),
      },
      {
        id: 'by',
        label: 'Asked for by',
        width: '1fr',
        cell: ({ requestedBy }) => (
          <Cell>
            <Text as="span" variant="body-medium">
              <PersonName entityRef={requestedBy} />
            </Text>
          </Cell>
        ),
      },
      {
        id: 'when',
        label: 'When',
        width: '1fr',
        cell: ({ requestedAt }) => (
          <Cell>
            <Text as="span" variant="body-medium">
              <Age isOneOfMany since={requestedAt} suffix=" ago" />
            </Text>
          </Cell>
        ),
      },
    ],
    [operationLink],
  );
  return (
    <Table
      className={styles.table}
      columnConfig={columns}
      data={operations}
      isPending={!operations}
      isStale={isStale}
      pagination={{ type: 'none' }}
    />
  );
}

/** How far it is, or where it failed. */
function detailOf({
  approval,
  progress,
  status,
}: OperationSummary): string | undefined {
  if (status === 'waiting' && approval) {
    return `${approval.given} of ${approval.required} so far`;
  }
  return !isOver(status) || status === 'failed' ? progress.current : undefined;
}
