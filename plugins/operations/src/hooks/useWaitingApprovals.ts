import { useApi } from '@backstage/frontend-plugin-api';
import {
  maximumOperationsPageSize,
  operationsSignalChannel,
  type OperationsResponse,
} from '@golden-path/plugin-operations-common';
import { operationsApiRef } from '@golden-path/plugin-operations-react';
import { usePolled, type Polled } from '@golden-path/plugin-platform-react';

const pollMilliseconds = 60_000;
const question = {
  decidable: true,
  limit: maximumOperationsPageSize,
};

/** What waits for a decision of the reader. */
export type WaitingApprovalsState = Polled<OperationsResponse>;

/** What waits for a decision of the reader, renewed when something changes, and else every minute. */
export function useWaitingApprovals(): {
  state: WaitingApprovalsState;
  retry: () => void;
  /** How many there are, for example `3` or `99+`; undefined where none is known. */
  count: string | undefined;
} {
  const api = useApi(operationsApiRef);
  const { state, retry } = usePolled({
    question,
    ask: (query, signal) => api.list(query, { signal }),
    intervalOf: () => pollMilliseconds,
    channel: operationsSignalChannel,
    concerns: () => true,
  });
  return { state, retry, count: countOf(state) };
}

function countOf(state: WaitingApprovalsState): string | undefined {
  if (state.type !== 'loaded' || state.response.items.length === 0) {
    return undefined;
  }
  const { items, nextCursor } = state.response;
  return nextCursor || items.length > 99 ? '99+' : String(items.length);
}
