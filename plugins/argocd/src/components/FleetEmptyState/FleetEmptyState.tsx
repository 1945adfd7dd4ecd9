import { Box, Button, Flex, Text } from '@backstage/ui';
import { ANNOTATION_APP_SELECTOR } from '@golden-path/plugin-argocd-common';
import { RiCheckboxCircleLine } from '@remixicon/react';
import {
  countFilters,
  isFiltered,
  type FleetView,
} from '../../fleet/fleetView';
import { CopyableText } from '../CopyableText';
import styles from './FleetEmptyState.module.css';

/** Options of {@link FleetEmptyState}. */
export interface FleetEmptyStateProps {
  view: FleetView;
  /** Whether every Argo CD instance has answered: only then nothing means nothing. */
  isComplete: boolean;
  onClear: () => void;
}

/** Why there are no rows, and the one thing to do about it. */
export function FleetEmptyState(props: FleetEmptyStateProps) {
  const { view, isComplete, onClear } = props;
  if (!isFiltered(view)) {
    return isComplete ? <NothingDeployed /> : null;
  }
  const isCalm = view.needsAttention && countFilters(view) === 0 && isComplete;
  return (
    <Box bg="neutral" className={styles.root}>
      <Flex direction="column" gap="3" align="start">
        {isCalm ? (
          <Flex gap="2" align="center">
            <RiCheckboxCircleLine aria-hidden="true" className={styles.calm} />
            <Text variant="body-medium">Nothing needs attention</Text>
          </Flex>
        ) : (
          <Text variant="body-medium">{reasonOf(view, isComplete)}</Text>
        )}
        <Button variant="secondary" size="small" onPress={onClear}>
          {countFilters(view) > 0 ? 'Clear filters' : 'Show all deployments'}
        </Button>
      </Flex>
    </Box>
  );
}

function reasonOf(view: FleetView, isComplete: boolean): string {
  if (!isComplete) {
    return 'No deployment that is known at present matches these filters.';
  }
  return view.owner === 'mine' && countFilters(view) === 0
    ? 'Argo CD deploys nothing that you or your teams own.'
    : 'No deployment matches these filters.';
}

function NothingDeployed() {
  return (
    <Box bg="neutral" className={styles.root}>
      <Flex direction="column" gap="2">
        <Text variant="body-medium">
          This page shows which version of every service runs in which
          environment. Tell the Argo CD applications of a service with an
          annotation in its catalog-info.yaml:
        </Text>
        <CopyableText
          text={`${ANNOTATION_APP_SELECTOR}: app.kubernetes.io/name=my-service`}
        />
      </Flex>
    </Box>
  );
}
