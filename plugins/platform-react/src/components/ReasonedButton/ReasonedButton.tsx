import {
  Button,
  Focusable,
  Tooltip,
  TooltipTrigger,
  type ButtonProps,
} from '@backstage/ui';
import styles from './ReasonedButton.module.css';

/** Options of {@link ReasonedButton}. */
export interface ReasonedButtonProps
  extends Pick<
    ButtonProps,
    | 'aria-label'
    | 'destructive'
    | 'iconEnd'
    | 'iconStart'
    | 'isPending'
    | 'onPress'
    | 'size'
    | 'variant'
  > {
  label: string;
  /** Why it cannot be used at present; it can where this is absent. */
  disabledReason?: string;
}

/** A button that, while it cannot be used, tells why: to the pointer, to the keyboard and to a screen reader. */
export function ReasonedButton(props: ReasonedButtonProps) {
  const { label, disabledReason, onPress, ...rest } = props;
  if (!disabledReason) {
    return (
      <Button {...rest} onPress={onPress}>
        {label}
      </Button>
    );
  }
  // A button that is really disabled cannot be focused, so nobody could ask it why.
  return (
    <TooltipTrigger>
      <Focusable>
        <span
          role="button"
          aria-disabled="true"
          aria-label={`${
            props['aria-label'] ?? label
          }, not available: ${disabledReason}`}
          className={styles.root}
        >
          <span aria-hidden="true">
            <Button {...rest} aria-label={undefined} isDisabled>
              {label}
            </Button>
          </span>
        </span>
      </Focusable>
      <Tooltip>{disabledReason}</Tooltip>
    </TooltipTrigger>
  );
}
