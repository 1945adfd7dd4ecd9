import { Button, Text } from '@backstage/ui';
import type { DeploymentEvent } from '@golden-path/plugin-argocd-common';
import { Age, StatusWord } from '@golden-path/plugin-platform-react';
import { RiAlertFill, RiInformationLine } from '@remixicon/react';
import { useState } from 'react';
import styles from './EventList.module.css';

const shownAtFirst = 5;
const shownMore = 15;

/** What controllers reported about the objects of an application, the latest first. */
export function EventList({ events }: { events: DeploymentEvent[] }) {
  const [limit, setLimit] = useState(shownAtFirst);
  if (events.length === 0) {
    return (
      <Text variant="body-small" color="secondary">
        Nothing was reported of late. Kubernetes keeps events for an hour or so.
      </Text>
    );
  }
  return (
    <div className={styles.root}>
      <ul className={styles.list}>
        {events.slice(0, limit).map(event => (
          <EventItem key={event.id} event={event} />
        ))}
      </ul>
      {events.length > limit && (
        <div>
          <Button
            size="small"
            variant="secondary"
            onPress={() => setLimit(limit + shownMore)}
          >
            Show more events ({events.length - limit})
          </Button>
        </div>
      )}
    </div>
  );
}

function EventItem({ event }: { event: DeploymentEvent }) {
  const { type, reason, message, count, firstSeen, lastSeen, object } = event;
  return (
    <li className={styles.item}>
      <div className={styles.line}>
        <StatusWord
          icon={type === 'Warning' ? RiAlertFill : RiInformationLine}
          tone={type === 'Warning' ? 'warning' : 'neutral'}
          label={type === 'Warning' ? `Warning: ${reason}` : reason}
          explanation={
            type === 'Warning'
              ? 'Something may be wrong.'
              : 'Something happened that is to be expected.'
          }
        >
          {lastSeen && <Age isOneOfMany since={lastSeen} suffix=" ago" />}
        </StatusWord>
        <Text as="span" variant="body-small" color="secondary">
          {object.kind} {object.name}
          {count > 1 && ` · ${count} times`}
          {count > 1 && firstSeen && (
            <>
              {' since '}
              <Age isOneOfMany since={firstSeen} />
            </>
          )}
        </Text>
      </div>
      <Text variant="body-small" className={styles.message}>
        {message}
      </Text>
    </li>
  );
}
