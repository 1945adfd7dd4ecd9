import {
  statusWords,
  type HealthStatusName,
} from '@golden-path/plugin-argocd-common';
import {
  Age,
  type StatusTone,
  StatusWord,
} from '@golden-path/plugin-platform-react';
import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiCloseCircleFill,
  RiPauseCircleFill,
  RiProgress4Line,
  RiQuestionLine,
  type RemixiconComponentType,
} from '@remixicon/react';

const appearances = {
  Healthy: { icon: RiCheckboxCircleFill, tone: 'positive' },
  Progressing: { icon: RiProgress4Line, tone: 'announcement' },
  Suspended: { icon: RiPauseCircleFill, tone: 'warning' },
  Degraded: { icon: RiAlertFill, tone: 'negative' },
  Missing: { icon: RiCloseCircleFill, tone: 'negative' },
  Unknown: { icon: RiQuestionLine, tone: 'neutral' },
} satisfies Record<
  HealthStatusName,
  { icon: RemixiconComponentType; tone: StatusTone }
>;

/** Options of {@link HealthStatus}. */
export interface HealthStatusProps {
  status: HealthStatusName;
  /** What Argo CD says about it; shown in the tooltip. */
  message?: string;
  /** When the health last changed, as an ISO 8601 time. */
  since?: string;
}

/** The health of an application as icon, word and age. */
export function HealthStatus(props: HealthStatusProps) {
  const { icon, tone } = appearances[props.status];
  const { label, meaning } = statusWords.health[props.status];
  return (
    <StatusWord
      icon={icon}
      tone={tone}
      label={label}
      explanation={props.message ?? meaning}
    >
      {props.since && <Age since={props.since} />}
    </StatusWord>
  );
}
