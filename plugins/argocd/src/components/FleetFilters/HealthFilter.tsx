import { Text, ToggleButton, ToggleButtonGroup } from '@backstage/ui';
import {
  healthStatusSchema,
  statusWords,
  type FleetResponse,
  type HealthStatusName,
} from '@golden-path/plugin-argocd-common';
import { useId } from 'react';
import { formatCount } from '../../fleet/formatCount';
import styles from './FleetFilters.module.css';

/** Healths to choose from, each with how many of the shown deployments are in it. */
export function HealthFilter(props: {
  value: HealthStatusName[];
  counts?: FleetResponse['healthCounts'];
  onChange: (health: HealthStatusName[]) => void;
}) {
  const { value, counts, onChange } = props;
  const labelId = useId();
  return (
    <div className={styles.health}>
      <Text as="span" variant="body-small" id={labelId}>
        Health
      </Text>
      <ToggleButtonGroup
        aria-labelledby={labelId}
        selectionMode="multiple"
        selectedKeys={value}
        onSelectionChange={keys =>
          onChange(healthStatusSchema.options.filter(name => keys.has(name)))
        }
        className={styles.healths}
      >
        {healthStatusSchema.options.map(name => {
          // While some are chosen, the answer counts only those.
          const isCounted = value.length === 0 || value.includes(name);
          const count = isCounted && counts ? counts[name] ?? 0 : undefined;
          return (
            <ToggleButton key={name} id={name} size="small">
              {statusWords.health[name].label}
              {count !== undefined && ` ${formatCount(count)}`}
            </ToggleButton>
          );
        })}
      </ToggleButtonGroup>
    </div>
  );
}
