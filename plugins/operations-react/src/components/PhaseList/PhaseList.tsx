import { Text } from '@backstage/ui';
import type { Phase, PhaseStatus } from '@golden-path/plugin-operations-common';
import { ExternalLink, useNow } from '@golden-path/plugin-platform-react';
import {
  RiCheckLine,
  RiCheckboxBlankCircleLine,
  RiCloseCircleFill,
  RiIndeterminateCircleLine,
  RiLoader4Line,
  type RemixiconComponentType,
} from '@remixicon/react';
import { durationOf } from '../../durationOf';
import styles from './PhaseList.module.css';
import { phaseWords } from './phaseWords';

const icons = {
  pending: RiCheckboxBlankCircleLine,
  running: RiLoader4Line,
  succeeded: RiCheckLine,
  failed: RiCloseCircleFill,
  cancelled: RiIndeterminateCircleLine,
} satisfies Record<PhaseStatus, RemixiconComponentType>;

/** The phases of an operation, each with how it stands, how long it took and what it says. */
export function PhaseList({ phases }: { phases: Phase[] }) {
  return (
    <ol className={styles.root} aria-label="Phases">
      {phases.map(phase => (
        <PhaseItem key={phase.name} phase={phase} />
      ))}
    </ol>
  );
}

function PhaseItem({ phase }: { phase: Phase }) {
  const { title, status, message, links } = phase;
  const Icon = icons[status];
  return (
    <li className={styles.phase} data-status={status}>
      <Icon size={20} aria-hidden="true" className={styles.icon} />
      <div className={styles.content}>
        <div className={styles.line}>
          <Text
            as="span"
            variant="body-medium"
            weight={status === 'pending' ? 'regular' : 'bold'}
            color={status === 'pending' ? 'secondary' : undefined}
          >
            {title}
          </Text>
          <Text as="span" variant="body-small" color="secondary">
            {phaseWords[status]} <PhaseDuration phase={phase} />
          </Text>
        </div>
        {message && (
          <Text
            as="p"
            variant="body-small"
            color="secondary"
            className={styles.message}
          >
            {message}
          </Text>
        )}
        {links.length > 0 && (
          <div className={styles.line}>
            {links.map(link => (
              <ExternalLink key={link.url} to={link.url} variant="body-small">
                {link.title}
              </ExternalLink>
            ))}
          </div>
        )}
      </div>
    </li>
  );
}

function PhaseDuration({ phase }: { phase: Phase }) {
  const { startedAt, finishedAt } = phase;
  if (!startedAt) {
    return null;
  }
  if (!finishedAt) {
    return <RunningDuration since={startedAt} />;
  }
  const duration = durationOf(startedAt, finishedAt);
  // What took no time is not worth a number.
  return duration === '0.0 s' ? null : <>{duration}</>;
}

function RunningDuration({ since }: { since: string }) {
  const now = useNow();
  // Whole seconds: tenths that stand still look as if nothing happened.
  return <>{durationOf(since, now).replace(/\.\d/, '')}</>;
}
