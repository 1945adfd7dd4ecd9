import type { ScaffolderTaskStatus } from '@backstage/plugin-scaffolder-common';
import {
  RiAlertFill,
  RiCheckboxCircleFill,
  RiForbidLine,
  RiProgress4Line,
  RiTimeLine,
  type RemixiconComponentType,
} from '@remixicon/react';
import styles from './RunStatus.module.css';

const looks = {
  open: { label: 'Waiting', icon: RiTimeLine, tone: 'neutral' },
  processing: {
    label: 'Running',
    icon: RiProgress4Line,
    tone: 'announcement',
  },
  completed: {
    label: 'Done',
    icon: RiCheckboxCircleFill,
    tone: 'positive',
  },
  failed: { label: 'Failed', icon: RiAlertFill, tone: 'negative' },
  cancelled: { label: 'Cancelled', icon: RiForbidLine, tone: 'neutral' },
  skipped: { label: 'Skipped', icon: RiForbidLine, tone: 'neutral' },
} satisfies Record<
  ScaffolderTaskStatus,
  {
    label: string;
    icon: RemixiconComponentType;
    tone: 'positive' | 'negative' | 'announcement' | 'neutral';
  }
>;

/** How far a run is, as icon and word. */
export const RunStatus = ({ status }: { status: ScaffolderTaskStatus }) => {
  const { label, icon: Icon, tone } = looks[status];
  return (
    <span className={`${styles.status} ${styles[tone]}`}>
      <Icon size={14} aria-hidden="true" />
      {label}
    </span>
  );
};
