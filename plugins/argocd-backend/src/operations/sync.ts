import { argocdApplicationSyncPermission } from '@golden-path/plugin-argocd-common';
import type { Plan } from '@golden-path/plugin-operations-common';
import {
  defineOperation,
  type PlannedOperation,
} from '@golden-path/plugin-operations-node';
import { z } from 'zod/v3';
import { refuseForeignOperation } from '../client/foreignOperation';
import { readTarget, type ApplicationTarget } from './ApplicationTarget';
import type { OperationServices } from './OperationServices';
import { ownSyncPhase, type OwnSyncDetails } from './phases/ownSyncPhase';
import { readOnlyReason } from './readOnlyReason';
import { requireConfirmed } from './requireConfirmed';
import { riskOf } from './riskOf';
import { optionalEnvironment, selectorInput } from './selectorInput';
import { stateOf } from './stateOf';

/** More are told by their number. */
const listedObjects = 20;

interface SyncChoice {
  readonly prune: boolean;
  readonly dryRun: boolean;
}

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
      // Told before somebody confirms; the phase makes sure of it.
      refuseForeignOperation(target.address.name, target.live.operation);
      return planSync(services, target, input);
    },
    phases: [ownSyncPhase(services)],
  });
}

function planSync(
  { rules }: OperationServices,
  target: ApplicationTarget,
  input: SyncChoice,
): PlannedOperation<OwnSyncDetails> {
  const { address, environment } = target;
  return {
    title: `${input.dryRun ? 'Try to sync' : 'Sync'} ${address.name}`,
    summary: summaryOf(target, input),
    target: target.target,
    confirmation: target.confirmation,
    risk: input.dryRun ? 'low' : riskOf(environment, rules.environments),
    changes: changesOf(target, input.prune),
    warnings: warningsOf(target, input.prune),
    confirmationText:
      environment?.approval && !input.dryRun ? target.serviceName : undefined,
    onFailure:
      'What was applied stays applied. Argo CD says which object was refused; correct it in Git, and sync again.',
    details: { address },
    decidedBy: { ...stateOf(target), revisions: revisionsOf(target) },
  };
}

function summaryOf(
  { address, live }: ApplicationTarget,
  { prune, dryRun }: SyncChoice,
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
