import {
  ReasonedButton,
  type ReasonedButtonProps,
} from '@golden-path/plugin-platform-react';
import { useKinds, type KindsState } from '../../hooks/useKinds';
import { useOperationDialog } from '../../hooks/useOperationDialog';
import type { OperationInput } from '../../OperationIntention';
import type { OperationDialogOptions } from '../OperationDialog/OperationDialogOptions';

/** Options of {@link OperationButton}. */
export interface OperationButtonProps
  extends Omit<ReasonedButtonProps, 'onPress' | 'isPending'> {
  kind: string;
  /** The entity that it is done to. */
  entityRef: string;
  /** What the dialog is about: `Promote to production`. It tells buttons with the same label apart, too. */
  title: string;
  /** What the button of the dialog says, where that is not the label. */
  verb?: string;
  /** What is known from the start; undefined where the form has to ask first. */
  input?: OperationInput;
  /** Asks for what is not known. */
  renderForm?: OperationDialogOptions['renderForm'];
}

/** A button that opens the dialog of an operation. Where the portal does not know that kind, there is none. */
export function OperationButton(props: OperationButtonProps) {
  const { kind, entityRef, title, verb, input, renderForm, ...button } = props;
  const kinds = useKinds();
  const open = useOperationDialog();
  const availability = availabilityOf(kind, kinds);
  if (availability === 'absent') {
    return null;
  }
  return (
    <ReasonedButton
      aria-label={title}
      {...button}
      disabledReason={availability ?? button.disabledReason}
      onPress={() =>
        open({
          title,
          verb: verb ?? button.label,
          intention: { type: 'run', kind, entityRef },
          input,
          renderForm,
        })
      }
    />
  );
}

/** Why a kind is switched off, `absent` where there is none, undefined where it may be tried. */
function availabilityOf(kind: string, kinds: KindsState): string | undefined {
  if (kinds.type !== 'known') {
    return kinds.type === 'absent' ? 'absent' : undefined;
  }
  const known = kinds.kinds.find(candidate => candidate.kind === kind);
  return known ? known.disabledReason : 'absent';
}
