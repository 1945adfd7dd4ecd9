import { Cell, Row, Table, Text } from '@backstage/ui';
import type { FleetResponse } from '@golden-path/plugin-argocd-common';
import { useMemo } from 'react';
import type { Grouping } from '../../fleet/fleetView';
import { formatCount } from '../../fleet/formatCount';
import { groupFleet } from '../../fleet/groupFleet';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { fleetColumns } from './fleetColumns';
import styles from './FleetTable.module.css';

/** Options of {@link FleetTable} and of the list that it becomes on a small screen. */
export interface FleetRowsProps {
  /** Absent while the first answer is on the way. */
  response?: FleetResponse;
  /** Whether it answers an earlier question. */
  isStale: boolean;
  grouping: Grouping;
  /** Names of environments in the order of promotion. */
  environments: string[];
  /** What people call an owner. */
  nameOfOwner: (ownerRef: string) => string;
}

/** The deployments of a page as a table. Rows keep their place and the focus when they are renewed. */
export function FleetTable(props: FleetRowsProps) {
  const { response, isStale, grouping, environments, nameOfOwner } = props;
  const linkOf = useFleetLinks();
  const columns = useMemo(
    () => fleetColumns({ linkOf, all: response?.items ?? [] }),
    [linkOf, response],
  );
  const entries = useMemo(
    () =>
      response &&
      groupFleet(response.items, { grouping, environments, nameOfOwner }),
    [environments, grouping, nameOfOwner, response],
  );
  return (
    <Table
      className={styles.table}
      columnConfig={columns}
      data={entries}
      isPending={!entries}
      isStale={isStale}
      pagination={{ type: 'none' }}
      rowConfig={({ item }) =>
        item.type === 'group' ? (
          <Row id={item.id} className={styles.group}>
            <Cell colSpan={columns.length}>
              <Text as="span" variant="body-medium" weight="bold">
                {item.title}
              </Text>{' '}
              <Text as="span" variant="body-small" color="secondary">
                {formatCount(item.count)} on this page
              </Text>
            </Cell>
          </Row>
        ) : (
          <Row id={item.id} columns={columns}>
            {column => column.cell(item)}
          </Row>
        )
      }
    />
  );
}
