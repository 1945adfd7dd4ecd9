import { Cell, Table, Text, useBreakpoint } from '@backstage/ui';
import type { ColumnConfig } from '@backstage/ui';
import type { HistoryEntryDetail } from '@golden-path/plugin-argocd-common';
import { Age } from '@golden-path/plugin-platform-react';
import type { ReactNode } from 'react';
import { HistoryCommit, HistoryStarter, HistoryVersion } from './HistoryFields';
import styles from './HistoryView.module.css';

interface HistoryRow {
  id: string;
  entry: HistoryEntryDetail;
}

const columns: ColumnConfig<HistoryRow>[] = [
  {
    id: 'version',
    label: 'Version',
    isRowHeader: true,
    cell: ({ entry }) => (
      <Cell>
        <HistoryVersion entry={entry} />
      </Cell>
    ),
    width: '2fr',
  },
  {
    id: 'commit',
    label: 'Commit',
    cell: ({ entry }) => (
      <Cell>
        <HistoryCommit entry={entry} />
      </Cell>
    ),
    width: '4fr',
  },
  {
    id: 'author',
    label: 'Author',
    cell: ({ entry }) => (
      <Cell>
        <Text variant="body-small" className={styles.text}>
          {entry.commit?.author ?? '–'}
        </Text>
      </Cell>
    ),
    width: '2fr',
  },
  {
    id: 'deployed',
    label: 'Deployed',
    cell: ({ entry }) => (
      <Cell>
        <Text variant="body-small">
          {entry.deployedAt ? (
            <Age isOneOfMany since={entry.deployedAt} suffix=" ago" />
          ) : (
            '–'
          )}
        </Text>
      </Cell>
    ),
    width: '1fr',
    minWidth: 110,
  },
  {
    id: 'starter',
    label: 'By',
    cell: ({ entry }) => (
      <Cell>
        <HistoryStarter entry={entry} />
      </Cell>
    ),
    width: '2fr',
    minWidth: 120,
  },
];

/** Options of {@link HistoryView}. */
export interface HistoryViewProps {
  history: HistoryEntryDetail[];
  /** What can be done with a past deployment. */
  renderAction?: (entry: HistoryEntryDetail) => ReactNode;
}

/** The past deployments, the latest first: a table, or a list on a small screen. */
export function HistoryView({ history, renderAction }: HistoryViewProps) {
  const isWide = useBreakpoint().up('md');
  if (history.length === 0) {
    return (
      <Text variant="body-small" color="secondary">
        It was not deployed yet. Each sync that changes something is told here.
      </Text>
    );
  }
  if (isWide) {
    return (
      <Table
        columnConfig={
          renderAction ? [...columns, actionColumn(renderAction)] : columns
        }
        data={history.map(entry => ({ id: String(entry.id), entry }))}
        pagination={{ type: 'none' }}
      />
    );
  }
  return (
    <ul className={styles.list}>
      {history.map(entry => (
        <li key={entry.id} className={styles.item}>
          <HistoryVersion entry={entry} />
          <HistoryCommit entry={entry} />
          <div className={styles.line}>
            {entry.commit && (
              <Text variant="body-small" color="secondary">
                {entry.commit.author}
              </Text>
            )}
            {entry.deployedAt && (
              <Text as="span" variant="body-small" color="secondary">
                <Age isOneOfMany since={entry.deployedAt} suffix=" ago" />
              </Text>
            )}
            <HistoryStarter entry={entry} />
          </div>
          {renderAction?.(entry)}
        </li>
      ))}
    </ul>
  );
}

function actionColumn(
  renderAction: (entry: HistoryEntryDetail) => ReactNode,
): ColumnConfig<HistoryRow> {
  return {
    id: 'action',
    label: 'Action',
    cell: ({ entry }) => <Cell>{renderAction(entry)}</Cell>,
    width: '1fr',
    minWidth: 170,
  };
}
