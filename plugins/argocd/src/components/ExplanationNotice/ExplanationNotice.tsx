import { Alert } from '@backstage/ui';
import type { Explanation } from '@golden-path/plugin-argocd-common';

const statuses = {
  waiting: 'info',
  problem: 'danger',
  unknown: 'warning',
} as const;

/** Why a deployment is not as it should be, and what helps; nothing where it is. */
export function ExplanationNotice(props: { explanation: Explanation }) {
  const { sentence, severity, advice } = props.explanation;
  if (severity === 'ok') {
    return null;
  }
  return (
    <Alert
      status={statuses[severity]}
      icon
      title={sentence}
      description={advice}
    />
  );
}
