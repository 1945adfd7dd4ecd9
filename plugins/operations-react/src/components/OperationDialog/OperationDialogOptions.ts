import type { ReactNode } from 'react';
import type {
  OperationInput,
  OperationIntention,
} from '../../OperationIntention';

/** Options of a form that asks for input. */
export interface OperationFormProps {
  /** What was given last. */
  input: OperationInput | undefined;
  /** Gives the input; undefined while it is not complete. */
  onChange: (input: OperationInput | undefined) => void;
}

/** What a dialog is opened for. */
export interface OperationDialogOptions {
  /** What it is about, until the plan tells more: `Promote to production`. */
  title: string;
  /** What the button says that carries it out: `Promote`. */
  verb: string;
  intention: OperationIntention;
  /** What is known from the start; undefined where the form has to ask first. */
  input?: OperationInput;
  /** Asks for what is not known, above the plan. */
  renderForm?: (props: OperationFormProps) => ReactNode;
}
