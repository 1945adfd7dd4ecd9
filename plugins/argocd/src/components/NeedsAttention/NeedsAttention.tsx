import { useRouteRef } from '@backstage/frontend-plugin-api';
import {
  Alert,
  ButtonLink,
  Link,
  Skeleton,
  Text,
  VisuallyHidden,
} from '@backstage/ui';
import type {
  FleetDeployment,
  FleetResponse,
} from '@golden-path/plugin-argocd-common';
import type { OperationSummary } from '@golden-path/plugin-operations-common';
import {
  BusyNote,
  useActiveOperations,
} from '@golden-path/plugin-operations-react';
import { RiCheckboxCircleLine } from '@remixicon/react';
import { deploymentKey } from '../../deploymentKey';
import { describeProblem } from '../../fleet/describeProblem';
import { fleetParametersOf } from '../../fleet/fleetView';
import { formatCount } from '../../fleet/formatCount';
import { rowKey } from '../../fleet/rowKey';
import { serviceNameOf } from '../../fleet/serviceNameOf';
import type { FleetState } from '../../hooks/useFleet';
import { attentionView } from '../../hooks/useFleetAttention';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { rootRouteRef } from '../../routes';
import { busyOperationOf } from '../../operations/busyOperationOf';
import { DeploymentsFailure } from '../DeploymentsFailure';
import { FleetStatus } from '../FleetStatus';
import { RollBackButton } from '../RollBackButton';
import { SourceNotices } from '../SourceNotices';
import { SyncButton } from '../SyncButton';
import { SyncStatus } from '../SyncStatus';
import styles from './NeedsAttention.module.css';

const placeholders = ['first', 'second', 'third'];

/** Options of {@link NeedsAttention}. */
export interface NeedsAttentionProps {
  state: FleetState;
  onRetry: () => void;
}

/** The deployments of my teams that need attention, worst first, each with the way to it. */
export function NeedsAttention({ state, onRetry }: NeedsAttentionProps) {
  if (state.type === 'loading') {
    return <NeedsAttentionSkeleton />;
  }
  if (state.type === 'failed') {
    return <DeploymentsFailure error={state.error} onRetry={onRetry} />;
  }
  const { response, outdatedBy } = state;
  const isWarming = response.sources.some(({ status }) => status === 'warming');
  return (
    <div className={styles.root}>
      {outdatedBy && (
        <Alert
          status="warning"
          icon
          title={`Not renewed: ${outdatedBy.message}`}
        />
      )}
      <SourceNotices sources={response.sources} />
      {response.items.length === 0 && isWarming ? (
        <NeedsAttentionSkeleton />
      ) : (
        <Rows response={response} />
      )}
    </div>
  );
}

function Rows({ response }: { response: FleetResponse }) {
  const fleet = useRouteRef(rootRouteRef);
  const { items, sources, totalItems } = response;
  const active = useActiveOperations(items.map(item => item.entityRef));
  if (items.length === 0) {
    const isComplete = sources.every(({ status }) => status === 'live');
    return (
      <p className={styles.calm} role="status">
        {isComplete && <RiCheckboxCircleLine size={20} aria-hidden="true" />}
        {isComplete
          ? 'Nothing needs attention'
          : 'Nothing that is known at present needs attention'}
      </p>
    );
  }
  return (
    <>
      <ul className={styles.rows}>
        {items.map(deployment => (
          <AttentionRow
            key={rowKey(deployment)}
            deployment={deployment}
            active={active}
          />
        ))}
      </ul>
      {fleet && (
        <Link
          href={`${fleet()}?${fleetParametersOf(attentionView)}`}
          variant="body-small"
        >
          {totalItems > items.length
            ? `Show all ${formatCount(totalItems)}`
            : 'Show in all deployments'}
        </Link>
      )}
    </>
  );
}

function AttentionRow(props: {
  deployment: FleetDeployment;
  active: OperationSummary[];
}) {
  const { deployment, active } = props;
  const linkOf = useFleetLinks();
  const { environment, health, sync } = deployment;
  const problem = describeProblem(deployment);
  const name = [
    serviceNameOf(deployment),
    environment ?? 'no environment',
  ].join(' · ');
  return (
    <li className={styles.row}>
      <div className={styles.what}>
        <Text as="span" variant="body-medium" weight="bold">
          {name}
        </Text>
        {health.status === 'Healthy' && sync.status !== 'Synced' ? (
          <SyncStatus status={sync.status} />
        ) : (
          <FleetStatus deployment={deployment} />
        )}
        {problem && (
          <Text
            as="span"
            variant="body-small"
            color="secondary"
            className={styles.problem}
          >
            {problem}
          </Text>
        )}
      </div>
      <div className={styles.actions}>
        <ButtonLink
          href={linkOf(deployment)}
          variant="secondary"
          size="small"
          aria-label={`Open ${name}`}
        >
          Open
        </ButtonLink>
        <AttentionAction deployment={deployment} active={active} />
      </div>
    </li>
  );
}

/** The one thing that may help, or what is being done already. */
function AttentionAction(props: {
  deployment: FleetDeployment;
  active: OperationSummary[];
}) {
  const { deployment, active } = props;
  const { application, confirmed, entityRef, environment, health, sync } =
    deployment;
  const busy = busyOperationOf(deployment, active);
  if (busy) {
    return <BusyNote operation={busy} />;
  }
  if (!confirmed) {
    return null;
  }
  // Of the whole fleet it is not known here what else runs in the same environment.
  const selector = { application: deploymentKey(deployment) };
  if (health.status === 'Degraded') {
    return (
      <RollBackButton
        entityRef={entityRef}
        deployment={deployment}
        selector={selector}
      />
    );
  }
  return sync.status === 'OutOfSync' ? (
    <SyncButton
      entityRef={entityRef}
      selector={selector}
      place={environment ?? application.name}
    />
  ) : null;
}

function NeedsAttentionSkeleton() {
  return (
    <div role="status" aria-label="Loading" aria-busy="true">
      <VisuallyHidden>Loading what needs attention</VisuallyHidden>
      <ul className={styles.rows} aria-hidden="true">
        {placeholders.map(placeholder => (
          <li key={placeholder} className={styles.row}>
            <Skeleton width="70%" height="1.5rem" />
            <Skeleton width="4rem" height="2rem" />
          </li>
        ))}
      </ul>
    </div>
  );
}
