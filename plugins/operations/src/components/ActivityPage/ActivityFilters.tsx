import { EntityDisplayName } from '@backstage/plugin-catalog-react';
import { Button, Select, Switch, Text } from '@backstage/ui';
import {
  operationStatusSchema,
  statusRules,
} from '@golden-path/plugin-operations-common';
import { useKinds } from '@golden-path/plugin-operations-react';
import {
  FilterPanel,
  type ListNavigation,
} from '@golden-path/plugin-platform-react';
import {
  allActivity,
  countFilters,
  type ActivityView,
} from '../../activity/activityView';
import { useEnvironments } from '../../hooks/useEnvironments';
import styles from './ActivityPage.module.css';

/** Options of {@link ActivityFilters}. */
export interface ActivityFiltersProps {
  view: ActivityView;
  onChange: ListNavigation<ActivityView>['change'];
}

/** What narrows the activity. On a small screen all but the search opens on demand. */
export function ActivityFilters(props: ActivityFiltersProps) {
  const { view, onChange } = props;
  return (
    <FilterPanel
      label="Activity"
      placeholder="Service, version, operation"
      text={view.text}
      onTextChange={text => onChange({ text }, { replace: view.text !== '' })}
      count={countFilters(view)}
      fields={3}
    >
      <FilterFields {...props} />
    </FilterPanel>
  );
}

function FilterFields({ view, onChange }: ActivityFiltersProps) {
  const kinds = useKinds();
  const environments = useEnvironments();
  const known = kinds.type === 'known' ? kinds.kinds : [];
  return (
    <>
      <Select
        label="Status"
        selectionMode="multiple"
        placeholder="All"
        options={operationStatusSchema.options.map(value => ({
          value,
          label: statusRules[value].title,
        }))}
        value={view.statuses}
        onChange={keys =>
          onChange({
            statuses: operationStatusSchema.options.filter(status =>
              keys.includes(status),
            ),
          })
        }
      />
      <Select
        label="Kind"
        selectionMode="multiple"
        placeholder="All"
        options={optionsOf(
          known.map(({ kind, title }) => [kind, title]),
          view.kinds,
        )}
        value={view.kinds}
        onChange={keys => onChange({ kinds: keys.map(String) })}
      />
      <Select
        label="Environment"
        selectionMode="multiple"
        placeholder="All"
        options={optionsOf(
          environments.map(name => [name, name]),
          view.environments,
        )}
        value={view.environments}
        onChange={keys => onChange({ environments: keys.map(String) })}
      />
      <div className={styles.last}>
        <Switch
          label="Asked for by me"
          isSelected={view.isMine}
          onChange={isMine => onChange({ isMine })}
        />
        {view.entityRef && (
          <Text as="span" variant="body-small">
            Only{' '}
            <EntityDisplayName
              entityRef={view.entityRef}
              hideIcon
              disableTooltip
            />
          </Text>
        )}
        {countFilters(view) > 0 && (
          <Button
            variant="tertiary"
            size="small"
            onPress={() => onChange({ ...allActivity, entityRef: undefined })}
          >
            Clear filters
          </Button>
        )}
      </div>
    </>
  );
}

/** What there is to choose from, and what the address has chosen although it is not known. */
function optionsOf(known: [string, string][], chosen: string[]) {
  const names = new Map(known);
  chosen
    .filter(name => !names.has(name))
    .forEach(name => names.set(name, name));
  return [...names].map(([value, label]) => ({ value, label }));
}
