import { useEntityList } from '@backstage/plugin-catalog-react';
import { EntityDataTable } from '@backstage/plugin-catalog-react/alpha';
import { Alert, Box, Button, useBreakpoint } from '@backstage/ui';
import { useMemo } from 'react';
import { catalogColumns } from './catalogColumns';
import styles from './CatalogPage.module.css';
import { EntityRows } from './EntityRows';
import { EntitySearch } from './EntitySearch';

const whose: Record<string, string | undefined> = {
  owned: 'of my teams',
  starred: 'starred',
};

function titleOf({ filters, totalItems }: ReturnType<typeof useEntityList>) {
  const kinds = filters.kind ? `${filters.kind.label}s` : 'Entities';
  const count = totalItems === undefined ? '' : ` (${totalItems})`;
  return (
    [kinds, whose[filters.user?.value ?? 'all']].filter(Boolean).join(' ') +
    count
  );
}

const Pages = ({ next, prev }: { next?: () => void; prev?: () => void }) =>
  next || prev ? (
    <nav className={styles.pages} aria-label="Pages of the list">
      <Button
        variant="secondary"
        size="small"
        isDisabled={!prev}
        onPress={prev}
      >
        Previous
      </Button>
      <Button
        variant="secondary"
        size="small"
        isDisabled={!next}
        onPress={next}
      >
        Next
      </Button>
    </nav>
  ) : null;

/** The entities that the filters leave, as a table or, on a small screen, as a list. */
export const EntityList = () => {
  const isSmall = useBreakpoint().down('sm');
  const list = useEntityList();
  const kind =
    list.filters.kind?.value.toLocaleLowerCase('en-US') ?? 'component';
  const columns = useMemo(() => catalogColumns(kind), [kind]);
  // Before the filters are in place, nothing was asked for yet
  const isEmpty =
    !list.loading && list.filters.kind && list.entities.length === 0;
  return (
    <Box
      as="section"
      bg="neutral"
      className={styles.list}
      aria-label="Entities"
    >
      <div className={styles.bar}>
        <h2 className={styles.title}>{titleOf(list)}</h2>
        <div className={styles.search}>
          <EntitySearch />
        </div>
      </div>
      {list.error && (
        <Alert
          status="danger"
          icon
          title="The catalog could not be loaded"
          description={list.error.message}
          customActions={
            <Button variant="secondary" size="small" onPress={list.refresh}>
              Try again
            </Button>
          }
        />
      )}
      {isEmpty && !list.error && (
        <p className={styles.text} role="status">
          Nothing fits these filters. Clear one of them, or register what is
          missing.
        </p>
      )}
      {!list.error &&
        !isEmpty &&
        (isSmall ? (
          <EntityRows entities={list.entities} />
        ) : (
          <EntityDataTable
            columnConfig={columns}
            data={list.entities}
            loading={list.loading && list.entities.length === 0}
          />
        ))}
      <Pages {...list.pageInfo} />
    </Box>
  );
};
