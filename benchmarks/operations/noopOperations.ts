import { createBackendModule } from '@backstage/backend-plugin-api';
import { createPermission } from '@backstage/plugin-permission-common';
import {
  defineOperation,
  operationsExtensionPoint,
} from '@golden-path/plugin-operations-node';
import { z } from 'zod/v3';

const permission = createPermission({
  name: 'benchmark.noop.run',
  attributes: { action: 'update' },
});

/**
 * Operations that do nothing but tell the measurement when a phase begins: `noop-one` in one phase, `noop-ten` in ten,
 * `noop-wait` in one that ends when the measurement says so.
 */
function noopOperation(kind: string, count: number) {
  const phases = Array.from({ length: count }, (_, index) => ({
    name: `phase-${index + 1}`,
    title: `Phase ${index + 1}`,
    timeoutSeconds: 300,
    async run({
      operation,
      details,
      act,
      signal,
    }: {
      operation: { id: string };
      details: { report: string | null };
      act<T>(effect: () => Promise<T>): Promise<T>;
      signal: AbortSignal;
    }) {
      const { report } = details;
      if (report) {
        await act(async () => {
          await fetch(`${report}/${operation.id}/${index + 1}`, {
            method: 'POST',
            signal,
          });
        });
      }
    },
  }));
  return defineOperation({
    kind,
    version: 1,
    title: kind,
    description: 'Does nothing.',
    risk: 'low',
    subject: 'entity',
    input: z.object({ target: z.string(), report: z.string().optional() }),
    permission,
    async plan({ input: { target, report = null } }) {
      return {
        title: kind,
        summary: 'Nothing happens.',
        changes: [],
        onFailure: 'Nothing.',
        target: { key: `noop/${target}`, title: target, environment: null },
        confirmation: { confirmed: true, by: 'annotation' } as const,
        details: { report },
        decidedBy: {},
      };
    },
    phases,
  });
}

/** The kinds of the measurement. */
export const noopOperations = createBackendModule({
  pluginId: 'operations',
  moduleId: 'benchmark',
  register(registry) {
    registry.registerInit({
      deps: { operations: operationsExtensionPoint },
      async init({ operations }) {
        operations.addOperations(
          noopOperation('noop-one', 1),
          noopOperation('noop-ten', 10),
        );
      },
    });
  },
});
