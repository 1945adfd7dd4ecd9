import { Text, VisuallyHidden } from '@backstage/ui';
import type { PlanChange } from '@golden-path/plugin-operations-common';
import {
  DetailSection,
  ExternalLink,
} from '@golden-path/plugin-platform-react';
import { RiArrowRightLine } from '@remixicon/react';
import { shortValueOf } from '../../rules/shortValueOf';
import styles from './PlanView.module.css';

/** What will be different, from what to what. */
export function PlanChanges({ changes }: { changes: PlanChange[] }) {
  return (
    <DetailSection isSmall title="Changes">
      <ul className={styles.list}>
        {changes.map(change => (
          <li
            key={`${change.subject} ${change.from} ${change.to}`}
            className={styles.change}
          >
            <Text as="span" variant="body-small" className={styles.text}>
              {change.url ? (
                <ExternalLink to={change.url} variant="body-small">
                  {change.subject}
                </ExternalLink>
              ) : (
                change.subject
              )}
            </Text>
            <span className={styles.values}>
              <VisuallyHidden>from </VisuallyHidden>
              <code className={styles.from}>
                {shortValueOf(change.subject, change.from ?? 'nothing')}
              </code>
              <RiArrowRightLine size={16} aria-hidden="true" />
              <VisuallyHidden> to </VisuallyHidden>
              <code className={styles.to}>
                {shortValueOf(change.subject, change.to ?? 'nothing')}
              </code>
            </span>
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}
