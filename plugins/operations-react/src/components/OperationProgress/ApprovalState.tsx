import { Alert } from '@backstage/ui';
import type { Operation } from '@golden-path/plugin-operations-common';
import { useEntityNames } from '@golden-path/plugin-platform-react';
import { describeApproval } from '../../rules/describeApproval';
import { ExpiryNote } from '../ExpiryNote';

/** Who has to approve what waits, how many have, and until when. */
export function ApprovalState({ operation }: { operation: Operation }) {
  const { approval, expiresAt, plan, problem } = operation;
  const nameOf = useEntityNames(
    plan.approvals.flatMap(({ approvers }) => approvers),
    'group',
  );
  const count = approval && `${approval.given} of ${approval.required} so far`;
  return (
    <Alert
      status="info"
      icon
      title={[
        plan.approvals
          .map(requirement => describeApproval(requirement, nameOf))
          .join('; ') || 'Somebody has to approve it',
        count,
      ]
        .filter(Boolean)
        .join(': ')}
      description={
        <>
          {problem && `${problem} `}
          {expiresAt && <ExpiryNote expiresAt={expiresAt} />}
        </>
      }
    />
  );
}
