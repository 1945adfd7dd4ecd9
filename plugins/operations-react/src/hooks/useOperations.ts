import { useApi } from '@backstage/frontend-plugin-api';
import {
  operationsSignalChannel,
  type OperationsQuery,
  type OperationsResponse,
} from '@golden-path/plugin-operations-common';
import { usePolled, type Polled } from '@golden-path/plugin-platform-react';
import { operationsApiRef } from '../api';

const pollMilliseconds = 15_000;

/** What is known of the operations that were asked for. */
export type OperationsState = Polled<OperationsResponse>;

/** The operations that a query lets through, renewed when something changes, and else every 15 seconds. */
export function useOperations(query: OperationsQuery | undefined): {
  state: OperationsState;
  retry: () => void;
} {
  const api = useApi(operationsApiRef);
  return usePolled({
    question: query,
    ask: (question, signal) => api.list(question, { signal }),
    intervalOf: () => pollMilliseconds,
    channel: operationsSignalChannel,
    concerns: () => true,
  });
}
