import {
  statusRules,
  type OperationStatus as StatusName,
  type OperationSummary,
} from '@golden-path/plugin-operations-common';
import {
  Age,
  StatusWord,
  type StatusTone,
} from '@golden-path/plugin-platform-react';
import {
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiForbid2Line,
  RiHourglassLine,
  RiIndeterminateCircleLine,
  RiLoader4Line,
  RiPlayCircleLine,
  RiTimeLine,
  type RemixiconComponentType,
} from '@remixicon/react';

const appearances = {
  waiting: {
    icon: RiHourglassLine,
    tone: 'warning',
    explanation: 'It runs as soon as enough people have approved it.',
  },
  accepted: {
    icon: RiPlayCircleLine,
    tone: 'announcement',
    explanation: 'It begins within moments.',
  },
  running: {
    icon: RiLoader4Line,
    tone: 'announcement',
    explanation: 'It goes on by itself, also when nobody looks.',
  },
  succeeded: {
    icon: RiCheckboxCircleFill,
    tone: 'positive',
    explanation: 'All of it is done.',
  },
  failed: {
    icon: RiCloseCircleFill,
    tone: 'negative',
    explanation: 'A phase failed; what was done before it stays done.',
  },
  cancelled: {
    icon: RiIndeterminateCircleLine,
    tone: 'neutral',
    explanation: 'Somebody stopped it; what was done before stays done.',
  },
  denied: {
    icon: RiForbid2Line,
    tone: 'neutral',
    explanation: 'Somebody who may approve it said no. It changed nothing.',
  },
  expired: {
    icon: RiTimeLine,
    tone: 'neutral',
    explanation: 'Nobody decided in time. It changed nothing.',
  },
} satisfies Record<
  StatusName,
  { icon: RemixiconComponentType; tone: StatusTone; explanation: string }
>;

/** Where an operation stands, as icon, word and age. */
export function OperationStatus(props: {
  operation: Pick<
    OperationSummary,
    'status' | 'requestedAt' | 'startedAt' | 'finishedAt'
  >;
}) {
  const { status, requestedAt, startedAt, finishedAt } = props.operation;
  return (
    <StatusWord {...appearances[status]} label={statusRules[status].title}>
      <Age since={finishedAt ?? startedAt ?? requestedAt} />
    </StatusWord>
  );
}
