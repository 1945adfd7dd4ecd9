import { dialogApiRef, useApi } from '@backstage/frontend-plugin-api';
import { useCallback } from 'react';
import type { OperationDialogOptions } from '../components/OperationDialog/OperationDialogOptions';

/**
 * Opens the dialog that shows what would happen and carries it out. It belongs to the app, so it stays when the row that
 * it was opened from goes away meanwhile.
 */
export function useOperationDialog(): (
  options: OperationDialogOptions,
) => Promise<void> {
  const dialogs = useApi(dialogApiRef);
  return useCallback(
    async options => {
      // Only who presses a button needs it.
      const { OperationDialog } = await import('../components/OperationDialog');
      dialogs.open(({ dialog }) => (
        <OperationDialog options={options} onClose={dialog.close} />
      ));
    },
    [dialogs],
  );
}
