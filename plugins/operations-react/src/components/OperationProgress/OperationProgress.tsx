import { Alert, VisuallyHidden } from '@backstage/ui';
import type { Operation } from '@golden-path/plugin-operations-common';
import { describeProgress } from '../../rules/describeProgress';
import { OperationFacts } from './OperationFacts';
import { OperationOutcome } from './OperationOutcome';
import { PhaseList } from '../PhaseList';
import styles from './OperationProgress.module.css';

/** Options of {@link OperationProgress}. */
export interface OperationProgressProps {
  operation: Operation;
  /** Whether nobody answers at present. */
  isLost: boolean;
}

/** How far an operation is: who asked for it, its phases, and what came of it. Changes are announced politely. */
export function OperationProgress(props: OperationProgressProps) {
  const { operation, isLost } = props;
  const { phases, problem } = operation;
  return (
    <div className={styles.root}>
      {isLost && (
        <Alert
          status="warning"
          icon
          title="The portal does not answer at present"
          description="The operation goes on. What is shown is what was last known."
        />
      )}
      <OperationFacts operation={operation} />
      <OperationOutcome operation={operation} />
      {phases.length > 0 && (
        <PhaseList
          phases={phases.map(phase => ({
            ...phase,
            // It is told above already.
            message: phase.message === problem ? undefined : phase.message,
          }))}
        />
      )}
      <VisuallyHidden role="status" aria-live="polite">
        {describeProgress(operation)}
      </VisuallyHidden>
    </div>
  );
}
