import { useApi, useRouteRef } from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { scaffolderApiRef } from '@backstage/plugin-scaffolder-react';
import type { ScaffolderTask } from '@backstage/plugin-scaffolder-common';
import { Link } from '@backstage/ui';
import { Age } from '@golden-path/plugin-platform-react';
import useAsyncRetry from 'react-use/esm/useAsyncRetry';
import { HomeSection } from './HomeSection';
import styles from './HomeSection.module.css';
import { RunStatus } from './RunStatus';
import { SectionFailure } from './SectionFailure';
import { SectionSkeleton } from './SectionSkeleton';

const shownRuns = 5;

function titleOf({ spec }: ScaffolderTask): string {
  const template =
    spec.templateInfo?.entity?.metadata.title ??
    spec.templateInfo?.entity?.metadata.name ??
    'Golden path';
  const { name } = spec.parameters;
  return typeof name === 'string' ? `${name} · ${template}` : template;
}

const Runs = () => {
  const scaffolderApi = useApi(scaffolderApiRef);
  const taskRoute = useRouteRef(scaffolderPlugin.routes.ongoingTask);
  const { loading, error, value, retry } = useAsyncRetry(
    () =>
      scaffolderApi.listTasks({ filterByOwnership: 'owned', limit: shownRuns }),
    [scaffolderApi],
  );
  if (error) {
    return <SectionFailure what="Your runs" error={error} onRetry={retry} />;
  }
  if (loading || !value) {
    return <SectionSkeleton rows={3} />;
  }
  if (value.tasks.length === 0) {
    return (
      <p className={styles.text}>
        Nothing started yet. What you create shows here with its progress.
      </p>
    );
  }
  return (
    <ul className={styles.rows}>
      {value.tasks.map(task => (
        <li key={task.id} className={styles.row}>
          <RunStatus status={task.status} />
          <span className={styles.rowText}>
            <Link href={taskRoute?.({ taskId: task.id })}>{titleOf(task)}</Link>
          </span>
          <span className={styles.rowNote}>
            <Age since={task.createdAt} suffix=" ago" />
          </span>
        </li>
      ))}
    </ul>
  );
};

/** What I started with the golden paths, newest first. */
export const MyRunsSection = () => {
  const listRoute = useRouteRef(scaffolderPlugin.routes.listTasks);
  return (
    <HomeSection
      title="My runs"
      aside={
        listRoute && (
          <Link href={listRoute()} variant="body-small">
            All runs
          </Link>
        )
      }
    >
      <Runs />
    </HomeSection>
  );
};
