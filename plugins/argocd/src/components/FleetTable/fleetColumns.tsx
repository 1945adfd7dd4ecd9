import { Cell, Column, Link, Text, type ColumnConfig } from '@backstage/ui';
import type { FleetDeployment } from '@golden-path/plugin-argocd-common';
import type { ReactElement } from 'react';
import type { FleetEntry } from '../../fleet/groupFleet';
import { applicationNoteOf } from '../../fleet/applicationNoteOf';
import { describeProblem } from '../../fleet/describeProblem';
import { serviceNameOf } from '../../fleet/serviceNameOf';
import { placeOf } from '../../placeOf';
import { DeploymentVersion } from '../DeploymentVersion';
import { FleetOwners } from '../FleetOwners';
import { FleetStatus } from '../FleetStatus';
import { NotConfirmedNote } from '../NotConfirmedNote';
import { SyncStatus } from '../SyncStatus';
import styles from './FleetTable.module.css';

/** Options of {@link fleetColumns}. */
export interface FleetColumnsOptions {
  /** Where a deployment is told in full. */
  linkOf: (deployment: FleetDeployment) => string;
  /** All deployments of the page. */
  all: FleetDeployment[];
}

/** What the table tells of each deployment. */
export function fleetColumns(
  options: FleetColumnsOptions,
): ColumnConfig<FleetEntry>[] {
  const { all, linkOf } = options;
  return [
    columnOf('service', 'Service', deployment => (
      <Cell>
        <span className={styles.lines}>
          <Link href={linkOf(deployment)} variant="body-medium">
            {serviceNameOf(deployment)}
          </Link>
          <Note text={applicationNoteOf(deployment)} />
        </span>
      </Cell>
    )),
    columnOf('owner', 'Owner', ({ ownerRefs }) => (
      <Cell>
        <FleetOwners ownerRefs={ownerRefs} />
      </Cell>
    )),
    columnOf('environment', 'Environment', deployment => (
      <Cell>
        <span className={styles.lines}>
          <Text
            as="span"
            variant="body-medium"
            color={deployment.environment === null ? 'secondary' : undefined}
          >
            {deployment.environment ?? 'No environment'}
          </Text>
          <Note text={placeOf(deployment, all)} />
        </span>
      </Cell>
    )),
    columnOf('version', 'Version', deployment => (
      <Cell>
        <span className={styles.plain}>
          <DeploymentVersion deployment={deployment} />
        </span>
      </Cell>
    )),
    columnOf('health', 'Health', deployment => (
      <Cell>
        <FleetStatus deployment={deployment} />
      </Cell>
    )),
    columnOf('sync', 'Sync', ({ sync }) => (
      <Cell>
        <SyncStatus status={sync.status} />
      </Cell>
    )),
    columnOf('problem', 'What is wrong', deployment => (
      <Cell>
        <span className={styles.lines}>
          {deployment.problem && (
            <Text as="span" variant="body-small" className={styles.problem}>
              {describeProblem(deployment) ?? deployment.problem}
            </Text>
          )}
          <NotConfirmedNote
            deployment={deployment}
            entityRef={deployment.entityRef}
          />
        </span>
      </Cell>
    )),
  ];
}

function Note({ text }: { text?: string }) {
  return text ? (
    <Text as="span" variant="body-small" color="secondary">
      {text}
    </Text>
  ) : null;
}

/** A column of deployments; headings of groups have a cell of their own. */
function columnOf(
  id: string,
  label: string,
  cell: (deployment: FleetDeployment) => ReactElement,
): ColumnConfig<FleetEntry> {
  return {
    id,
    label,
    header: () => (
      <Column
        id={id}
        isRowHeader={id === 'service' || id === 'environment'}
        className={styles[id]}
      >
        {label}
      </Column>
    ),
    cell: entry =>
      entry.type === 'deployment' ? cell(entry.deployment) : <Cell />,
  };
}
