import type { OperationDialogOptions } from './OperationDialogOptions';

/** What the dialog is opened with to undo an operation. */
export function undoOptionsOf({
  id,
  title,
}: {
  id: string;
  title: string;
}): OperationDialogOptions {
  return {
    title: `Undo: ${title}`,
    verb: 'Undo',
    intention: { type: 'undo', id },
    input: {},
  };
}
