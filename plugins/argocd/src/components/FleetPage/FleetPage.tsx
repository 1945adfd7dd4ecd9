import { Container, Header } from '@backstage/ui';
import { useEntityNames } from '@golden-path/plugin-platform-react';
import { useEffect, useMemo } from 'react';
import { fleetQueryOf } from '../../fleet/fleetView';
import { formatCount } from '../../fleet/formatCount';
import { savedViewOf, savedViews } from '../../fleet/savedViews';
import { useFleet, type FleetState } from '../../hooks/useFleet';
import { useFleetChoices } from '../../hooks/useFleetChoices';

import { useFleetOwnership } from '../../hooks/useFleetOwnership';
import { useFleetView } from '../../hooks/useFleetView';
import { DeploymentsFailure } from '../DeploymentsFailure';
import { FleetFilters } from '../FleetFilters';
import styles from './FleetPage.module.css';
import { FleetResults } from './FleetResults';

const noRefs: string[] = [];

/** The deployments of all services that the reader may see. */
export function FleetPage() {
  const navigation = useFleetView();
  const { view, hrefOf, change } = navigation;
  const ownership = useFleetOwnership();
  const choices = useFleetChoices();
  // Without knowing who asks, "mine" would mean everybody's.
  const isAnswerable = view.owner !== 'mine' || ownership.value !== undefined;
  const query = useMemo(
    () =>
      isAnswerable ? fleetQueryOf(view, ownership.value ?? noRefs) : undefined,
    [isAnswerable, ownership.value, view],
  );
  const { state, retry } = useFleet(query);
  const response = state.type === 'loaded' ? state.response : undefined;
  const nameOfOwner = useEntityNames(
    [
      ...choices.ownerRefs,
      ...(response?.items ?? []).flatMap(({ ownerRefs }) => ownerRefs),
    ],
    'group',
  );
  const activeId = savedViewOf(view);
  const count = countOf(state);
  useEffect(() => {
    // The header measures its tabs only then, and the count has made one of them wider.
    window.dispatchEvent(new Event('resize'));
  }, [count]);
  return (
    <main>
      <Header
        title="Deployments"
        activeTabId={activeId}
        tabs={savedViews.map(({ id, label, apply }) => ({
          id,
          label: id === activeId ? label + count : label,
          href: hrefOf(apply(view)),
        }))}
      />
      <Container className={styles.page}>
        <FleetFilters
          view={view}
          choices={choices}
          nameOfOwner={nameOfOwner}
          response={response}
          onChange={change}
        />
        {ownership.error && !isAnswerable ? (
          <DeploymentsFailure
            error={ownership.error}
            onRetry={ownership.retry}
          />
        ) : (
          <FleetResults
            state={state}
            navigation={navigation}
            environments={choices.environments}
            nameOfOwner={nameOfOwner}
            onRetry={retry}
          />
        )}
      </Container>
    </main>
  );
}

function countOf(state: FleetState): string {
  return state.type === 'loaded' && !state.isStale
    ? ` (${formatCount(state.response.totalItems)})`
    : '';
}
