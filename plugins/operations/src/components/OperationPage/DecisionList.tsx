import { Text } from '@backstage/ui';
import type { Decision } from '@golden-path/plugin-operations-common';
import { PersonName } from '@golden-path/plugin-operations-react';
import { Age } from '@golden-path/plugin-platform-react';
import { RiCheckLine, RiForbid2Line } from '@remixicon/react';
import styles from './OperationPage.module.css';

/** Who approved or denied it, when and why. */
export function DecisionList({ decisions }: { decisions: Decision[] }) {
  return (
    <ul className={styles.list}>
      {decisions.map(({ by, counts, decidedAt, decision, reason }) => {
        const isApproval = decision === 'approve';
        const Icon = isApproval ? RiCheckLine : RiForbid2Line;
        return (
          <li key={`${by} ${decidedAt}`} className={styles.decision}>
            <Icon size={16} aria-hidden="true" />
            <Text as="span" variant="body-small" className={styles.text}>
              {isApproval ? 'Approved by ' : 'Denied by '}
              <PersonName entityRef={by} />,{' '}
              <Age since={decidedAt} suffix=" ago" />
              {reason && `: ${reason}`}
              {!counts && ' (does not count any more)'}
            </Text>
          </li>
        );
      })}
    </ul>
  );
}
