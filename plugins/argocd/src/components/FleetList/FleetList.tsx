import { Link, Skeleton, Text, VisuallyHidden } from '@backstage/ui';
import type { FleetDeployment } from '@golden-path/plugin-argocd-common';
import { applicationNoteOf } from '../../fleet/applicationNoteOf';
import { describeProblem } from '../../fleet/describeProblem';
import { formatCount } from '../../fleet/formatCount';
import { groupFleet, type FleetEntry } from '../../fleet/groupFleet';
import { serviceNameOf } from '../../fleet/serviceNameOf';
import { useFleetLinks } from '../../hooks/useFleetLinks';
import { placeOf } from '../../placeOf';
import { DeploymentVersion } from '../DeploymentVersion';
import type { FleetRowsProps } from '../FleetTable';
import { FleetOwners } from '../FleetOwners';
import { FleetStatus } from '../FleetStatus';
import { NotConfirmedNote } from '../NotConfirmedNote';
import { SyncStatus } from '../SyncStatus';
import styles from './FleetList.module.css';

const placeholders = ['first', 'second', 'third', 'fourth', 'fifth'];

/** The deployments of a page, one below the other: what the table becomes on a small screen. */
export function FleetList(props: FleetRowsProps) {
  const { response, isStale } = props;
  if (!response) {
    return <FleetListSkeleton />;
  }
  return (
    <ul className={styles.root} aria-busy={isStale}>
      {groupFleet(response.items, props).map(entry => (
        <li key={entry.id} className={styles.entry} data-type={entry.type}>
          <Entry entry={entry} all={response.items} />
        </li>
      ))}
    </ul>
  );
}

function Entry(props: { entry: FleetEntry; all: FleetDeployment[] }) {
  const { entry, all } = props;
  return entry.type === 'group' ? (
    <>
      <Text as="h3" variant="body-medium" weight="bold">
        {entry.title}
      </Text>
      <Text as="span" variant="body-small" color="secondary">
        {formatCount(entry.count)} on this page
      </Text>
    </>
  ) : (
    <DeploymentEntry deployment={entry.deployment} all={all} />
  );
}

function DeploymentEntry(props: {
  deployment: FleetDeployment;
  all: FleetDeployment[];
}) {
  const { deployment, all } = props;
  const { environment, ownerRefs, sync } = deployment;
  const problem = describeProblem(deployment);
  const linkOf = useFleetLinks();
  const notes = [
    environment ?? 'No environment',
    applicationNoteOf(deployment),
    placeOf(deployment, all),
  ].filter(Boolean);
  return (
    <>
      <div className={styles.line}>
        <Link href={linkOf(deployment)} variant="body-medium" weight="bold">
          {serviceNameOf(deployment)}
        </Link>
        <span className={styles.plain}>
          <DeploymentVersion deployment={deployment} />
        </span>
      </div>
      <Text as="span" variant="body-small" color="secondary">
        {notes.join(' · ')}
      </Text>
      <div className={styles.line}>
        <FleetStatus deployment={deployment} />
        <SyncStatus status={sync.status} />
      </div>
      {problem && (
        <Text as="span" variant="body-small" className={styles.problem}>
          {problem}
        </Text>
      )}
      <NotConfirmedNote
        deployment={deployment}
        entityRef={deployment.entityRef}
      />
      {ownerRefs.length > 0 && (
        <div className={styles.plain}>
          <FleetOwners ownerRefs={ownerRefs} />
        </div>
      )}
    </>
  );
}

function FleetListSkeleton() {
  return (
    <div role="status" aria-busy="true">
      <VisuallyHidden>Loading deployments</VisuallyHidden>
      <ul className={styles.root} aria-hidden="true">
        {placeholders.map(placeholder => (
          <li key={placeholder} className={styles.entry}>
            <Skeleton width="60%" height="1.25rem" />
            <Skeleton width="40%" height="1rem" />
            <Skeleton width="70%" height="1rem" />
          </li>
        ))}
      </ul>
    </div>
  );
}
