import { Button, Select } from '@backstage/ui';
import {
  noEnvironment,
  statusWords,
  syncStatusSchema,
  type FleetResponse,
} from '@golden-path/plugin-argocd-common';
import { FilterPanel } from '@golden-path/plugin-platform-react';
import {
  countFilters,
  groupings,
  wholeFleet,
  type FleetView,
} from '../../fleet/fleetView';
import type { FleetChoices } from '../../hooks/useFleetChoices';
import type { FleetNavigation } from '../../hooks/useFleetView';
import styles from './FleetFilters.module.css';

import { HealthFilter } from './HealthFilter';
import { OwnerFilter } from './OwnerFilter';

const groupingLabels = {
  none: 'No groups',
  team: 'Team',
  environment: 'Environment',
} satisfies Record<FleetView['groupBy'], string>;

const orderLabels = {
  name: 'Name',
  attention: 'Attention',
} satisfies Record<FleetView['orderBy'], string>;

/** Options of {@link FleetFilters}. */
export interface FleetFiltersProps {
  view: FleetView;
  choices: FleetChoices;
  /** What people call an owner. */
  nameOfOwner: (ownerRef: string) => string;
  /** The last answer, which tells how many there are of what. */
  response?: FleetResponse;
  onChange: FleetNavigation['change'];
}

/** What narrows, sorts and groups the fleet. On a small screen all but the search opens on demand. */
export function FleetFilters(props: FleetFiltersProps) {
  const { view, onChange } = props;
  return (
    <FilterPanel
      label="Deployments"
      placeholder="Service, application, version"
      text={view.text}
      onTextChange={text => onChange({ text }, { replace: view.text !== '' })}
      count={countFilters(view)}
      fields={5}
    >
      <FilterFields {...props} />
    </FilterPanel>
  );
}

function FilterFields(props: FleetFiltersProps) {
  const { view, choices, response, onChange } = props;
  const environments = environmentOptions(props);
  return (
    <>
      <OwnerFilter
        value={view.owner}
        ownerRefs={choices.ownerRefs}
        nameOfOwner={props.nameOfOwner}
        onChange={owner => onChange({ owner })}
      />
      <Select
        label="Environment"
        selectionMode="multiple"
        placeholder="All"
        options={environments}
        value={view.environments}
        onChange={keys => onChange({ environments: keys.map(String) })}
      />
      <Select
        label="Sync"
        selectionMode="multiple"
        placeholder="All"
        options={syncStatusSchema.options.map(value => ({
          value,
          label: statusWords.sync[value].label,
        }))}
        value={view.sync}
        onChange={keys =>
          onChange({
            sync: syncStatusSchema.options.filter(name => keys.includes(name)),
          })
        }
      />
      <Select
        label="Sort by"
        options={Object.entries(orderLabels).map(([value, label]) => ({
          value,
          label,
        }))}
        value={view.orderBy}
        onChange={key =>
          onChange({ orderBy: key === 'attention' ? 'attention' : 'name' })
        }
      />
      <Select
        label="Group by"
        options={groupings.map(value => ({
          value,
          label: groupingLabels[value],
        }))}
        value={view.groupBy}
        onChange={key =>
          onChange({
            groupBy: groupings.find(grouping => grouping === key) ?? 'none',
          })
        }
      />
      <div className={styles.last}>
        <HealthFilter
          value={view.health}
          counts={response?.healthCounts}
          onChange={health => onChange({ health })}
        />
        {countFilters(view) > 0 && (
          <Button
            variant="tertiary"
            size="small"
            onPress={() =>
              onChange({
                owner: view.owner === 'mine' ? 'mine' : 'all',
                environments: wholeFleet.environments,
                health: wholeFleet.health,
                sync: wholeFleet.sync,
                text: wholeFleet.text,
              })
            }
          >
            Clear filters
          </Button>
        )}
      </div>
    </>
  );
}

/** Every environment of the platform, of the shown rows and of the address, and none. */
function environmentOptions({ view, choices, response }: FleetFiltersProps) {
  const seen = (response?.items ?? []).flatMap(
    ({ environment }) => environment ?? [],
  );
  const names = new Set([
    ...choices.environments,
    ...seen,
    ...view.environments,
  ]);
  names.delete(noEnvironment);
  return [
    ...[...names].map(name => ({ value: name, label: name })),
    { value: noEnvironment, label: 'No environment' },
  ];
}
