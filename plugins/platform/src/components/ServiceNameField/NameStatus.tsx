import type { NameCheck } from '@golden-path/plugin-platform-common';
import { Link } from '@backstage/ui';
import {
  RiCheckLine,
  RiErrorWarningLine,
  RiLoader4Line,
  RiQuestionLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import type { PropsWithChildren } from 'react';
import type { NameState } from '../../hooks/useNameAvailability';
import styles from './NameStatus.module.css';

const tones = {
  good: { icon: RiCheckLine, className: styles.good },
  bad: { icon: RiErrorWarningLine, className: styles.bad },
  open: { icon: RiQuestionLine, className: styles.open },
  busy: { icon: RiLoader4Line, className: styles.busy },
} satisfies Record<string, { icon: RemixiconComponentType; className: string }>;

const Line = ({
  tone,
  children,
}: PropsWithChildren<{ tone: keyof typeof tones }>) => {
  const { icon: Icon, className } = tones[tone];
  return (
    <span className={`${styles.line} ${className}`}>
      <Icon size={16} aria-hidden="true" className={styles.icon} />
      <span>{children}</span>
    </span>
  );
};

const Check = ({ check }: { check: NameCheck }) => (
  <Line tone={check.status === 'taken' ? 'bad' : 'open'}>
    {check.message}{' '}
    {check.url && (
      <Link href={check.url} target="_blank" rel="noreferrer">
        Have a look
      </Link>
    )}
  </Line>
);

const goOn = 'You can go on: the run looks again before it makes anything.';

const Answer = ({ checks }: { checks: readonly NameCheck[] }) => {
  const taken = checks.filter(({ status }) => status === 'taken');
  const unknown = checks.filter(({ status }) => status === 'unknown');
  if (taken.length > 0) {
    return (
      <>
        {taken.map(check => (
          <Check key={check.system} check={check} />
        ))}
      </>
    );
  }
  if (unknown.length > 0) {
    return (
      <>
        {unknown.map(check => (
          <Check key={check.system} check={check} />
        ))}
        <Line tone="open">{goOn}</Line>
      </>
    );
  }
  return <Line tone="good">free in catalog, GitHub and cluster</Line>;
};

/** Says in words what is known of a name. */
export const NameStatus = ({ state }: { state: NameState }) => {
  switch (state.status) {
    case 'invalid':
      return <Line tone="bad">{state.message}</Line>;
    case 'checking':
      return <Line tone="busy">Looking whether it is free…</Line>;
    case 'answered':
      return <Answer checks={state.availability.checks} />;
    case 'failed':
      return (
        <Line tone="open">
          Could not look whether it is free: {state.message} {goOn}
        </Line>
      );
    default:
      return null;
  }
};
