import { useApiHolder } from '@backstage/frontend-plugin-api';
import {
  operationsSignalChannel,
  operationStatusSchema,
  statusRules,
  type OperationSummary,
} from '@golden-path/plugin-operations-common';
import { usePolled } from '@golden-path/plugin-platform-react';
import { operationsApiRef } from '../api';

const pollMilliseconds = 15_000;
const none: OperationSummary[] = [];
const activeStatuses = operationStatusSchema.options.filter(
  status => statusRules[status].holdsTarget,
);

/** What is being done to these entities at present; none while that is not known. */
export function useActiveOperations(entityRefs: string[]): OperationSummary[] {
  const api = useApiHolder().get(operationsApiRef);
  const entityRef = [...new Set(entityRefs)].sort();
  const { state } = usePolled({
    question:
      api && entityRef.length > 0
        ? { entityRef, status: activeStatuses, limit: 100 }
        : undefined,
    ask: async (question, signal) =>
      api?.list(question, { signal }) ?? { items: [] },
    intervalOf: () => pollMilliseconds,
    channel: operationsSignalChannel,
    concerns: () => true,
  });
  return state.type === 'loaded' ? state.response.items : none;
}
