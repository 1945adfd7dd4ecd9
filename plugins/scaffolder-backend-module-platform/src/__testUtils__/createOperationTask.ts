import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import { createMockActionContext } from '@backstage/plugin-scaffolder-node-test-utils';
import type { JsonObject } from '@backstage/types';
import type { OperationsApi } from '@golden-path/plugin-operations-common';
import { createOperationRunAction } from '../actions/createOperationRunAction';
import { FakeOperations } from './FakeOperations';

/** What a template asks for in these tests. */
export const givenOperation = {
  kind: 'promote',
  entityRef: 'component:default/orders',
  input: { environment: 'staging' },
};

/** A task that remembers its checkpoints, as the scaffolder does. */
export function createOperationTask(operations = new FakeOperations()) {
  const lines: string[] = [];
  const checkpoints = new Map<string, unknown>();
  const output: Record<string, unknown> = {};
  const auth = mockServices.auth.mock({
    getPluginRequestToken: jest.fn(async ({ targetPluginId }) => ({
      token: `ana-to-${targetPluginId}`,
    })),
  });
  const delay = jest.fn(async (signal: AbortSignal) => signal.throwIfAborted());
  const action = createOperationRunAction({
    auth,
    // Only these are called.
    operations: operations as unknown as OperationsApi,
    appUrl: 'https://portal.example.com/',
    delay,
  });
  const run = async (
    input: JsonObject = {},
    more: { signal?: AbortSignal; isDryRun?: boolean; stepId?: string } = {},
  ) => {
    const { signal, isDryRun, stepId = 'promote' } = more;
    const ctx = createMockActionContext({
      input: { ...givenOperation, ...input },
      task: { id: 'task-1' },
      logger: mockServices.logger.mock({
        info: (line: string) => {
          lines.push(line);
        },
      }),
    });
    await action.handler({
      ...ctx,
      signal,
      isDryRun,
      step: { id: stepId },
      getInitiatorCredentials: async () =>
        mockCredentials.user('user:default/ana'),
      output: (name, value) => {
        output[name] = value;
      },
      checkpoint: async ({ key, fn }) => {
        const known = checkpoints.get(`${stepId}.${key}`) ?? (await fn());
        checkpoints.set(`${stepId}.${key}`, known);
        // As it comes out of the database.
        return JSON.parse(JSON.stringify(known));
      },
    });
    return output;
  };
  return { auth, checkpoints, delay, lines, operations, output, run };
}
