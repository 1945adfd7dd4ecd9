import {
  statusWords,
  type SyncStatusName,
} from '@golden-path/plugin-argocd-common';
import {
  type StatusTone,
  StatusWord,
} from '@golden-path/plugin-platform-react';
import {
  RiCheckLine,
  RiLoopLeftLine,
  RiQuestionLine,
  type RemixiconComponentType,
} from '@remixicon/react';

const appearances = {
  Synced: { icon: RiCheckLine, tone: 'neutral' },
  OutOfSync: { icon: RiLoopLeftLine, tone: 'warning' },
  Unknown: { icon: RiQuestionLine, tone: 'neutral' },
} satisfies Record<
  SyncStatusName,
  { icon: RemixiconComponentType; tone: StatusTone }
>;

/** Whether the cluster runs what Git says, as icon and word. */
export function SyncStatus(props: { status: SyncStatusName }) {
  const { label, meaning } = statusWords.sync[props.status];
  return (
    <StatusWord
      {...appearances[props.status]}
      label={label}
      explanation={meaning}
    />
  );
}
