import { toError } from '@backstage/errors';
import { useApi } from '@backstage/frontend-plugin-api';
import type { Operation } from '@golden-path/plugin-operations-common';
import { useState } from 'react';
import { operationsApiRef } from '../api';

/** A change of an operation that a person asks for. */
export interface OperationChange {
  send: (change: 'cancel' | 'retry') => Promise<void>;
  isSending: boolean;
  /** Why the last one did not work. */
  error?: Error;
}

/** Cancels an operation, or goes on with the phase that failed. */
export function useOperationChange(
  id: string,
  onChanged: (operation: Operation) => void,
): OperationChange {
  const api = useApi(operationsApiRef);
  const [state, setState] = useState<{ isSending: boolean; error?: Error }>({
    isSending: false,
  });
  return {
    ...state,
    send: async change => {
      setState({ isSending: true });
      try {
        onChanged(await api[change](id, { surface: 'portal' }));
        setState({ isSending: false });
      } catch (error) {
        setState({ isSending: false, error: toError(error) });
      }
    },
  };
}
