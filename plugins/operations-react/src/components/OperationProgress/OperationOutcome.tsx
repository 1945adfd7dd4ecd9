import { Alert, Flex } from '@backstage/ui';
import type { Operation } from '@golden-path/plugin-operations-common';
import { ExternalLink } from '@golden-path/plugin-platform-react';
import { ApprovalState } from './ApprovalState';
import styles from './OperationProgress.module.css';

/** What came of an operation, or what it waits for; nothing while it runs as it should. */
export function OperationOutcome({ operation }: { operation: Operation }) {
  const { phases, plan, problem, result, status } = operation;
  switch (status) {
    case 'waiting':
      return <ApprovalState operation={operation} />;
    case 'succeeded':
      return (
        <Alert
          status="success"
          icon
          title={result?.message ?? 'It is done'}
          description={
            result && result.links.length > 0 ? (
              <Flex gap="3">
                {result.links.map(({ title, url }) => (
                  <ExternalLink key={url} to={url}>
                    {title}
                  </ExternalLink>
                ))}
              </Flex>
            ) : undefined
          }
        />
      );
    case 'failed': {
      const failed = phases.find(phase => phase.status === 'failed');
      return (
        <Alert
          status="danger"
          icon
          title={failed ? `“${failed.title}” failed` : 'It failed'}
          description={
            <>
              {problem && <p className={styles.text}>{problem}</p>}
              <p className={styles.text}>{plan.onFailure}</p>
            </>
          }
        />
      );
    }
    default:
      // Also of one that is to run, and has to wait for a part of the portal that knows its kind.
      return problem ? <Alert status="info" icon title={problem} /> : null;
  }
}
