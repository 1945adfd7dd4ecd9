import { Button } from '@backstage/ui';
import {
  RiErrorWarningLine,
  RiLock2Line,
  RiRefreshLine,
} from '@remixicon/react';
import { failureOf } from './failureOf';
import styles from './HomeSection.module.css';

interface SectionFailureProps {
  /** What could not be shown, as the start of a sentence. */
  what: string;
  error: Error;
  onRetry?: () => void;
}

/** Says what could not be shown and why, and offers to try again where that may help. */
export const SectionFailure = (props: SectionFailureProps) => {
  const failure = failureOf(props.error);
  if (failure.kind === 'denied') {
    return (
      <div className={styles.message} role="status">
        <p className={styles.text}>
          <RiLock2Line size={14} aria-hidden="true" /> You may not see this. Ask
          the platform team for access.
        </p>
      </div>
    );
  }
  return (
    <div className={styles.message} role="alert">
      <p className={styles.text}>
        <RiErrorWarningLine size={14} aria-hidden="true" /> {props.what} could
        not be loaded: {failure.message}
      </p>
      {props.onRetry && (
        <Button
          variant="secondary"
          size="small"
          iconStart={<RiRefreshLine />}
          onPress={props.onRetry}
        >
          Try again
        </Button>
      )}
    </div>
  );
};
