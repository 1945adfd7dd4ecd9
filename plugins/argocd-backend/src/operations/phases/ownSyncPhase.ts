import type { OperationPhase } from '@golden-path/plugin-operations-node';
import type { ApplicationAddress } from '../../client/ApplicationWriter';
import { isOwnOperation } from '../../client/foreignOperation';
import { describeFailure } from '../following/describeFailure';
import { followApplication } from '../following/followApplication';
import { ownSyncProgress } from '../following/ownSyncProgress';
import type { OperationServices } from '../OperationServices';

const limitMilliseconds = 15 * 60_000;

/** What {@link ownSyncPhase} needs. */
export type OwnSyncDetails = { readonly address: ApplicationAddress };

/** How an application is to be synced. */
interface SyncInput {
  readonly prune: boolean;
  readonly dryRun: boolean;
}

/** Asks Argo CD for a sync, once, and waits for its end. */
export function ownSyncPhase(
  services: OperationServices,
): OperationPhase<SyncInput, OwnSyncDetails> {
  return {
    name: 'sync',
    title: 'Sync',
    timeoutSeconds: limitMilliseconds / 1000 + 60,
    async run(context) {
      const { details, input, operation, signal } = context;
      const { address } = details;
      const { prune, dryRun } = input;
      const { id: operationId, requestedBy } = operation;
      let isAsked = false;
      const message = await followApplication(services, {
        address,
        context,
        limitMilliseconds,
        async check(live) {
          if (isAsked || isOwnOperation(live.operation, operationId)) {
            isAsked = true;
            return ownSyncProgress(live, operationId);
          }
          const request = { operationId, requestedBy, prune, dryRun };
          await context.act(() =>
            services.writer.sync(address, request, { signal }),
          );
          isAsked = true;
          return { type: 'waiting', message: 'Asked Argo CD to sync.' };
        },
        async explain({ message: text, live }) {
          const cause =
            live &&
            (await describeFailure(services, live, operation.entityRef));
          return new Error(cause ? `${text} ${cause}` : text);
        },
      });
      return { message };
    },
  };
}
