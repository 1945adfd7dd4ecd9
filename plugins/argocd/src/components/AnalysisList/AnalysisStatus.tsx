import {
  statusWords,
  type AnalysisPhase,
} from '@golden-path/plugin-argocd-common';
import {
  type StatusTone,
  StatusWord,
} from '@golden-path/plugin-platform-react';
import {
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiProgress4Line,
  RiQuestionLine,
  RiTimeLine,
  type RemixiconComponentType,
} from '@remixicon/react';

const appearances = {
  Pending: { icon: RiTimeLine, tone: 'neutral' },
  Running: { icon: RiProgress4Line, tone: 'announcement' },
  Successful: { icon: RiCheckboxCircleFill, tone: 'positive' },
  Failed: { icon: RiCloseCircleFill, tone: 'negative' },
  Error: { icon: RiCloseCircleFill, tone: 'negative' },
  Inconclusive: { icon: RiQuestionLine, tone: 'warning' },
} satisfies Record<
  AnalysisPhase,
  { icon: RemixiconComponentType; tone: StatusTone }
>;

/** How an analysis, or one of its metrics, goes. */
export function AnalysisStatus(props: { phase: AnalysisPhase }) {
  const { label, meaning } = statusWords.analysis[props.phase];
  return (
    <StatusWord
      {...appearances[props.phase]}
      label={label}
      explanation={meaning}
    />
  );
}
