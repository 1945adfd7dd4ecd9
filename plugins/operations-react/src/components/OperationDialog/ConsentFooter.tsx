import { Button, Text } from '@backstage/ui';
import {
  ReasonedButton,
  type ReasonedButtonProps,
} from '@golden-path/plugin-platform-react';
import styles from './OperationDialog.module.css';

/** Options of {@link ConsentFooter}. */
export interface ConsentFooterProps extends ReasonedButtonProps {
  /** Whether there is a plan already that can be agreed to. */
  isPlanned: boolean;
  onClose: () => void;
}

/** The button that agrees to a plan, and beside it why it cannot be used yet. */
export function ConsentFooter(props: ConsentFooterProps) {
  const { isPlanned, onClose, ...button } = props;
  return (
    <>
      {isPlanned && button.disabledReason && (
        <Text
          as="p"
          variant="body-small"
          color="secondary"
          className={styles.problem}
        >
          {button.disabledReason}
        </Text>
      )}
      <Button variant="secondary" onPress={onClose}>
        Cancel
      </Button>
      <ReasonedButton variant="primary" {...button} />
    </>
  );
}
