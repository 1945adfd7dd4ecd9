import { argocdApplicationSyncPermission } from '@golden-path/plugin-argocd-common';
import type { Plan } from '@golden-path/plugin-operations-common';
import { defineOperation } from '@golden-path/plugin-operations-node';
import { z } from 'zod/v3';
import type { ApplicationAddress } from '../client/ApplicationWriter';
import {
  isOwnOperation,
  refuseForeignOperation,
} from '../client/foreignOperation';
import { readTarget, type ApplicationTarget } from './ApplicationTarget';
import { describeFailure } from './following/describeFailure';
import { followApplication } from './following/followApplication';
import { ownSyncProgress } from './following/ownSyncProgress';
import type { OperationServices } from './OperationServices';
import { readOnlyReason } from './readOnlyReason';
import { requireConfirmed } from './requireConfirmed';
import { riskOf } from './riskOf';
import { optionalEnvironment, selectorInput } from './selectorInput';
import { stateOf } from './stateOf';

const limitMilliseconds = 15 * 60_000;

/** More are told by their number. */
const listedObjects = 20;

type Details = { readonly address: ApplicationAddress };

/** Applies to the cluster what Git says. */
export function defineSync(services: OperationServices) {
  return defineOperation({
    kind: 'sync',
    version: 1,
    title: 'Sync',
    description:
      'Lets Argo CD apply to the cluster what Git says. With prune, objects that Git no longer has are deleted; with dryRun, the cluster is only asked whether it would accept everything.',
    risk: 'medium',
    subject: 'entity',
    input: z.object({
      environment: optionalEnvironment,
      ...selectorInput,
      prune: z
        .boolean()
        .default(false)
        .describe('Delete the objects that Git no longer has'),
      dryRun: z
        .boolean()
        .default(false)
        .describe('Only ask the cluster whether it would accept everything'),
    }),
    permission: argocdApplicationSyncPermission,
    disabledReason: () => readOnlyReason(services),
    async plan({ input, subject, signal }) {
      const target = await readTarget(services, {
        subject,
        selector: input,
        signal,
      });
      requireConfirmed(target);
      const { address, live } = target;
      // Told before somebody confirms; the phase makes sure of it.
      refuseForeignOperation(address.name, live.operation);
      const details: Details = { address };
      return {
        title: `${input.dryRun ? 'Try to sync' : 'Sync'} ${address.name}`,
        summary: summaryOf(target, input),
        target: target.target,
        confirmation: target.confirmation,
        risk: input.dryRun
          ? ('low' as const)
          : riskOf(target.environment, services.rules.environments),
        changes: changesOf(target, input.prune),
        warnings: warningsOf(target, input.prune),
        confirmationText:
          target.environment?.approval && !input.dryRun
            ? target.serviceName
            : undefined,
        onFailure:
          'What was applied stays applied. Argo CD says which object was refused; correct it in Git, and sync again.',
        details,
        decidedBy: { ...stateOf(target), revisions: revisionsOf(target) },
      };
    },
    phases: [
      {
        name: 'sync',
        title: 'Sync',
        timeoutSeconds: limitMilliseconds / 1000 + 60,
        async run(context) {
          const { details, input, operation, signal } = context;
          const { address } = details;
          const { prune, dryRun } = input;
          let isAsked = false;
          const message = await followApplication(services, {
            address,
            context,
            limitMilliseconds,
            async check(live) {
              if (!isAsked && !isOwnOperation(live.operation, operation.id)) {
                await context.act(() =>
                  services.writer.sync(
                    address,
                    {
                      operationId: operation.id,
                      requestedBy: operation.requestedBy,
                      prune,
                      dryRun,
                    },
                    { signal },
                  ),
                );
                isAsked = true;
                return { type: 'waiting', message: 'Asked Argo CD to sync.' };
              }
              isAsked = true;
              return ownSyncProgress(live, operation.id);
            },
            explain: async ({ message: text, live }) => {
              const cause =
                live &&
                (await describeFailure(services, live, operation.entityRef));
              return new Error(
                cause && cause !== text ? `${text} ${cause}` : text,
              );
            },
          });
          return { message };
        },
      },
    ],
  });
}

function summaryOf(
  { address, live }: ApplicationTarget,
  { prune, dryRun }: { prune: boolean; dryRun: boolean },
): string {
  const revision = live.sources[0]?.revision;
  const what = `what Git says${revision ? ` at ${revision.slice(0, 7)}` : ''}`;
  if (dryRun) {
    return `The cluster is asked whether it would accept ${what} for ${address.name}. Nothing is changed.`;
  }
  return `Argo CD applies ${what} for ${address.name}${
    prune ? ', and deletes what Git no longer has' : ''
  }.`;
}

function changesOf(
  { live }: ApplicationTarget,
  prune: boolean,
): Plan['changes'] {
  const { resources } = live.application;
  const different = resources.filter(
    ({ sync, requiresPruning }) =>
      sync === 'OutOfSync' && (prune || !requiresPruning),
  );
  const listed = different
    .slice(0, listedObjects)
    .map(({ kind, name, requiresPruning }) =>
      requiresPruning
        ? { subject: `${kind} ${name}`, from: 'exists' }
        : {
            subject: `${kind} ${name}`,
            from: 'differs from Git',
            to: 'as in Git',
          },
    );
  const rest = different.length - listed.length;
  return rest > 0
    ? [...listed, { subject: `${rest} more objects`, to: 'as in Git' }]
    : listed;
}

function warningsOf(target: ApplicationTarget, prune: boolean): string[] {
  const { deployment, live } = target;
  const obsolete = live.application.resources.filter(
    ({ requiresPruning }) => requiresPruning,
  );
  return [
    prune && obsolete.length > 0
      ? `${obsolete.length} objects are deleted, with what they hold.`
      : undefined,
    !prune && obsolete.length > 0
      ? `${obsolete.length} objects that Git no longer has stay: sync with prune to delete them.`
      : undefined,
    deployment.rollout?.phase === 'Paused'
      ? 'A rollout is paused; a new version in Git would replace it.'
      : undefined,
  ].filter(warning => warning !== undefined);
}

function revisionsOf({ live }: ApplicationTarget): (string | null)[] {
  return live.sources.map(({ revision }) => revision ?? null);
}
