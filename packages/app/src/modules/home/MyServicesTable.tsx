import {
  Cell,
  CellText,
  Table,
  useTable,
  type ColumnConfig,
} from '@backstage/ui';
import { useEntityRefLink } from '@backstage/plugin-catalog-react';
import { useMemo } from 'react';
import { EnvironmentCell } from './EnvironmentCell';
import type { ServiceRow } from './serviceRows';

interface MyServicesTableProps {
  rows: ServiceRow[];
  environments: string[];
}

/** My services and one column per environment. */
export const MyServicesTable = ({
  rows,
  environments,
}: MyServicesTableProps) => {
  const entityLink = useEntityRefLink();
  const columns = useMemo(
    (): ColumnConfig<ServiceRow>[] => [
      {
        id: 'name',
        label: 'Name',
        isRowHeader: true,
        isSortable: true,
        cell: row => <CellText title={row.name} href={entityLink(row.id)} />,
      },
      ...environments.map(environment => ({
        id: environment,
        label: environment.charAt(0).toUpperCase() + environment.slice(1),
        cell: (row: ServiceRow) => (
          <Cell>
            <EnvironmentCell state={row.environments[environment]} />
          </Cell>
        ),
      })),
    ],
    [environments, entityLink],
  );
  const { tableProps } = useTable({
    mode: 'complete',
    data: rows,
    paginationOptions: { pageSize: 10 },
    initialSort: { column: 'name', direction: 'ascending' },
    sortFn: (data, { direction }) => {
      const sign = direction === 'ascending' ? 1 : -1;
      return [...data].sort(
        (one, other) => sign * one.name.localeCompare(other.name),
      );
    },
  });
  return (
    <Table
      columnConfig={columns}
      {...tableProps}
      pagination={rows.length > 10 ? tableProps.pagination : { type: 'none' }}
    />
  );
};
