import { argocdApplicationSyncPermission } from '@golden-path/plugin-argocd-common';
import {
  defineOperation,
  type OperationPhase,
  type PlannedOperation,
} from '@golden-path/plugin-operations-node';
import { z } from 'zod/v3';
import type { ApplicationAddress } from '../client/ApplicationWriter';
import { isUnderWay } from '../client/foreignOperation';
import { readTarget, type ApplicationTarget } from './ApplicationTarget';
import { followApplication } from './following/followApplication';
import type { OperationServices } from './OperationServices';
import { readOnlyReason } from './readOnlyReason';
import { requireConfirmed } from './requireConfirmed';
import { optionalEnvironment, selectorInput } from './selectorInput';

const limitMilliseconds = 5 * 60_000;

type Details = {
  readonly address: ApplicationAddress;
  readonly startedAt: string;
};

/** Stops the sync that runs. */
export function defineTerminateSync(services: OperationServices) {
  return defineOperation({
    kind: 'terminate-sync',
    version: 1,
    title: 'Stop the sync',
    description:
      'Stops the sync of an application that runs at the moment, for example because one of its hooks does not come to an end. What was applied so far stays.',
    risk: 'medium',
    subject: 'entity',
    input: z.object({ environment: optionalEnvironment, ...selectorInput }),
    permission: argocdApplicationSyncPermission,
    disabledReason: () => readOnlyReason(services),
    async plan({ input, subject, signal }) {
      const target = await readTarget(services, {
        subject,
        selector: input,
        signal,
      });
      requireConfirmed(target);
      return planTermination(target);
    },
    phases: [terminatePhase(services)],
  });
}

function planTermination({
  address,
  live: { operation },
  target,
  confirmation,
}: ApplicationTarget): PlannedOperation<Details> {
  const { state, startedAt = '', initiatedBy } = operation ?? {};
  const runs = isUnderWay(operation) && startedAt !== '';
  return {
    title: `Stop the sync of ${address.name}`,
    summary: runs
      ? `The sync of ${address.name} that began at ${startedAt} is stopped where it stands.`
      : `No sync of ${address.name} runs.`,
    target,
    confirmation,
    changes: runs
      ? [
          {
            subject: initiatedBy ? `Sync of ${initiatedBy}` : 'Sync',
            from: state,
            to: 'stopped',
          },
        ]
      : [],
    warnings: runs ? ['What was applied so far stays applied.'] : [],
    nothingToDo: runs ? undefined : `No sync of ${address.name} runs.`,
    onFailure: 'The sync goes on: try again.',
    details: { address, startedAt },
    decidedBy: { startedAt },
  };
}

function terminatePhase(
  services: OperationServices,
): OperationPhase<unknown, Details> {
  return {
    name: 'terminate',
    title: 'Stop the sync',
    async run(context) {
      const { address, startedAt } = context.details;
      await context.act(() =>
        services.writer.terminate(
          address,
          { startedAt },
          { signal: context.signal },
        ),
      );
      const message = await followApplication(services, {
        address,
        context,
        limitMilliseconds,
        check: async ({ operation }) =>
          isUnderWay(operation) && operation?.startedAt === startedAt
            ? { type: 'waiting', message: 'Argo CD is stopping it.' }
            : { type: 'done', message: 'The sync has ended.' },
        explain: async () =>
          new Error(
            'The sync has not stopped within 5 minutes: Argo CD waits for something that does not end.',
          ),
      });
      return { message };
    },
  };
}
