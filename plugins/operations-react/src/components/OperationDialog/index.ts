export { ConsentFooter } from './ConsentFooter';
export { DialogFrame } from './DialogFrame';
export { OperationDialog } from './OperationDialog';
export type {
  OperationDialogOptions,
  OperationFormProps,
} from './OperationDialogOptions';
export { undoOptionsOf } from './undoOptionsOf';
