import { useRouteRef } from '@backstage/frontend-plugin-api';
import { Alert, Link } from '@backstage/ui';
import type { Blocker } from '@golden-path/plugin-operations-common';
import { Age } from '@golden-path/plugin-platform-react';
import { operationRouteRef } from '../../routes';
import { PersonName } from '../PersonName';

const exactTime = new Intl.DateTimeFormat(undefined, {
  dateStyle: 'full',
  timeStyle: 'short',
});

/** What stands in the way of a plan. */
export function PlanBlockers({ blockers }: { blockers: Blocker[] }) {
  return (
    <>
      {blockers.map(blocker => (
        <PlanBlocker
          key={`${blocker.type} ${blocker.message}`}
          blocker={blocker}
        />
      ))}
    </>
  );
}

function PlanBlocker({ blocker }: { blocker: Blocker }) {
  const operationLink = useRouteRef(operationRouteRef);
  switch (blocker.type) {
    case 'freeze':
      return (
        <Alert
          status="warning"
          icon
          title={`Frozen until ${exactTime.format(Date.parse(blocker.until))}`}
          description={blocker.message}
        />
      );
    case 'busy':
      return (
        <Alert
          status="warning"
          icon
          title={
            <>
              <PersonName entityRef={blocker.requestedBy} /> began “
              {blocker.title}” <Age since={blocker.since} suffix=" ago" />
            </>
          }
          description={blocker.message}
          customActions={
            operationLink && (
              <Link href={operationLink({ id: blocker.operationId })}>
                Show it
              </Link>
            )
          }
        />
      );
    default:
      return (
        <Alert
          status="info"
          icon
          title="There is nothing to do"
          description={blocker.message}
        />
      );
  }
}
