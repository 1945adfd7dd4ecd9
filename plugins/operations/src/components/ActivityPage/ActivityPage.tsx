import { Container, Header } from '@backstage/ui';
import { useOperations } from '@golden-path/plugin-operations-react';
import { useListAddress } from '@golden-path/plugin-platform-react';
import { useMemo } from 'react';
import {
  activityParametersOf,
  activityQueryOf,
  parseActivityView,
} from '../../activity/activityView';
import { useMyEntityRef } from '../../hooks/useMyEntityRef';
import { ActivityFilters } from './ActivityFilters';
import styles from './ActivityPage.module.css';
import { ActivityResults } from './ActivityResults';

const address = {
  parse: parseActivityView,
  parametersOf: activityParametersOf,
};

/** Everything that was asked for through the portal, as far as the reader may see it. */
export function ActivityPage() {
  const navigation = useListAddress(address);
  const myEntityRef = useMyEntityRef();
  const { view, change } = navigation;
  const query = useMemo(
    () => activityQueryOf(view, myEntityRef),
    [myEntityRef, view],
  );
  const { state, retry } = useOperations(query);
  return (
    <main>
      <Header title="Activity" />
      <Container className={styles.page}>
        <ActivityFilters view={view} onChange={change} />
        <ActivityResults
          state={state}
          navigation={navigation}
          onRetry={retry}
        />
      </Container>
    </main>
  );
}
