import { dialogApiRef, useApi } from '@backstage/frontend-plugin-api';
import type {
  DecisionRequest,
  Operation,
} from '@golden-path/plugin-operations-common';
import { useCallback } from 'react';

/** What {@link useDecisionDialog} opens. */
export interface DecisionDialogOptions {
  id: string;
  decision: DecisionRequest['decision'];
  onDecided: (operation: Operation) => void;
}

/** Opens the dialog in which somebody approves or denies what waits. */
export function useDecisionDialog(): (
  options: DecisionDialogOptions,
) => Promise<void> {
  const dialogs = useApi(dialogApiRef);
  return useCallback(
    async options => {
      // Only who decides needs it.
      const { DecisionDialog } = await import('../components/DecisionDialog');
      dialogs.open(({ dialog }) => (
        <DecisionDialog {...options} onClose={dialog.close} />
      ));
    },
    [dialogs],
  );
}
