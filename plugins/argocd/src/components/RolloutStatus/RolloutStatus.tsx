import type { Rollout } from '@golden-path/plugin-argocd-common';
import {
  Age,
  type StatusTone,
  StatusWord,
} from '@golden-path/plugin-platform-react';
import {
  RiAlertFill,
  RiArrowGoBackLine,
  RiFlaskLine,
  RiPauseCircleFill,
  RiProgress4Line,
  type RemixiconComponentType,
} from '@remixicon/react';
import { describeRollout, type RolloutFact } from '../../describeRollout';

const appearances = {
  aborted: { icon: RiArrowGoBackLine, tone: 'negative' },
  analysisFailed: { icon: RiFlaskLine, tone: 'negative' },
  degraded: { icon: RiAlertFill, tone: 'negative' },
  paused: { icon: RiPauseCircleFill, tone: 'warning' },
  progressing: { icon: RiProgress4Line, tone: 'announcement' },
} satisfies Record<
  RolloutFact['kind'],
  { icon: RemixiconComponentType; tone: StatusTone }
>;

/** How far a rollout has come, or what went wrong with it; nothing for one that is done. */
export function RolloutStatus({ rollout }: { rollout: Rollout }) {
  return (
    <>
      {describeRollout(rollout).map(({ kind, label, explanation, since }) => (
        <StatusWord
          key={kind}
          {...appearances[kind]}
          label={label}
          explanation={explanation}
          endsWithComma={since !== undefined}
        >
          {since && <Age since={since} />}
        </StatusWord>
      ))}
    </>
  );
}
