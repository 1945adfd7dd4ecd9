import { Text } from '@backstage/ui';
import type { ApprovalRequirement } from '@golden-path/plugin-operations-common';
import {
  DetailSection,
  useEntityNames,
} from '@golden-path/plugin-platform-react';
import { RiShieldCheckLine } from '@remixicon/react';
import { describeApproval } from '../../rules/describeApproval';
import styles from './PlanView.module.css';

/** Who has to agree before it runs, and why. */
export function PlanApprovals(props: { approvals: ApprovalRequirement[] }) {
  const nameOf = useEntityNames(
    props.approvals.flatMap(({ approvers }) => approvers),
    'group',
  );
  return (
    <DetailSection isSmall title="Approval">
      <ul className={styles.list}>
        {props.approvals.map(requirement => (
          <li key={requirement.title} className={styles.approval}>
            <RiShieldCheckLine size={16} aria-hidden="true" />
            <Text as="span" variant="body-small" className={styles.text}>
              {describeApproval(requirement, nameOf)}, because of{' '}
              {requirement.title}
            </Text>
          </li>
        ))}
      </ul>
    </DetailSection>
  );
}
