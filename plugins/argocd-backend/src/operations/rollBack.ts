import { InputError } from '@backstage/errors';
import {
  argocdApplicationRollBackPermission,
  type HistoryEntry,
} from '@golden-path/plugin-argocd-common';
import {
  defineOperation,
  type PlannedOperation,
} from '@golden-path/plugin-operations-node';
import { z } from 'zod/v3';
import { readTarget, type ApplicationTarget } from './ApplicationTarget';
import type { DeliveryDetails } from './DeliveryDetails';
import type { OperationServices } from './OperationServices';
import { versionOfImage } from './overlay/describeImage';
import type { ImageEdit } from './overlay/ImageEdit';
import { planRollBack } from './overlay/planRollBack';
import { readOverlay, type Overlay } from './overlay/readOverlay';
import { readOverlayImages } from './overlay/readOverlayImages';
import { deliveryPhases } from './phases/deliveryPhases';
import { planDelivery } from './planDelivery';
import { readOnlyReason } from './readOnlyReason';
import { requireConfirmed } from './requireConfirmed';
import { riskOf } from './riskOf';
import { optionalEnvironment, selectorInput } from './selectorInput';
import { stateOf } from './stateOf';
import { undoDelivery } from './undoDelivery';

/** Brings back what ran before in an environment. */
export function defineRollBack(services: OperationServices) {
  return defineOperation({
    kind: 'roll-back',
    version: 1,
    title: 'Roll back',
    description:
      'Brings back the version that a deployment of the history ran: writes it into the overlay in Git, by a commit or a pull request, and follows it until it is healthy. Where the portal cannot write the overlay and Argo CD does not sync by itself, Argo CD brings the deployment back.',
    risk: 'medium',
    subject: 'entity',
    input: z.object({
      environment: optionalEnvironment,
      ...selectorInput,
      historyId: z
        .number()
        .int()
        .nonnegative()
        .describe('The id of a deployment in the history of the application'),
    }),
    permission: argocdApplicationRollBackPermission,
    disabledReason: () => readOnlyReason(services),
    async plan({ input, subject, signal }) {
      const { environment, application, historyId } = input;
      if (environment === undefined && application === undefined) {
        throw new InputError(
          'Say where to roll back: give an environment or an application.',
        );
      }
      const target = await readTarget(services, {
        subject,
        selector: input,
        signal,
      });
      requireConfirmed(target);
      const entry = entryOf(target, historyId);
      const reading = await readOverlay(services, target.live, signal);
      if (reading.type === 'none') {
        return planByArgoCd(services, { target, entry, why: reading.reason });
      }
      const { overlay } = reading;
      return planDelivery(services, {
        target,
        overlay,
        edits: await earlierEdits(services, { overlay, entry, signal }),
        titleOf: (version, place) => `Roll ${place} back to ${version}`,
        signal,
      });
    },
    phases: deliveryPhases(services),
    undo: undoDelivery(services),
  });
}

function entryOf(
  { live, address }: ApplicationTarget,
  historyId: number,
): HistoryEntry {
  const { history } = live.application;
  const entry = history.find(({ id }) => id === historyId);
  if (!entry) {
    throw new InputError(
      `The history of ${
        address.name
      } has no deployment ${historyId}. There are: ${
        history.map(({ id }) => id).join(', ') || 'none'
      }`,
    );
  }
  return entry;
}

async function earlierEdits(
  { repositories }: OperationServices,
  options: { overlay: Overlay; entry: HistoryEntry; signal: AbortSignal },
): Promise<ImageEdit[]> {
  const { overlay, entry, signal } = options;
  const { slug, path, images } = overlay;
  // What Git said then decides, as it is what the application was made from.
  const content = await repositories.readFile(slug, {
    path,
    ref: entry.revision,
    signal,
  });
  const then = content === undefined ? [] : readOverlayImages(content, path);
  return then.length > 0
    ? planRollBack(images, { type: 'overlay', images: then })
    : planRollBack(images, { type: 'noted', images: entry.images ?? [] });
}

/** Argo CD would take a change by its own rollback back at once where it syncs by itself. */
function planByArgoCd(
  services: OperationServices,
  options: { target: ApplicationTarget; entry: HistoryEntry; why: string },
): PlannedOperation<DeliveryDetails> {
  const { target, entry, why } = options;
  const { address, live, environment } = target;
  if (live.isAutomated) {
    throw new InputError(
      `${address.name} cannot be rolled back from here. ${why} Argo CD's own rollback does not help, because it syncs this application by itself and would bring the new version back: change the version in Git, or switch automated sync off.`,
    );
  }
  const version =
    entry.images?.flatMap(image => versionOfImage(image) ?? [])[0] ??
    entry.revision.slice(0, 7);
  const place = target.deployment.environment ?? address.name;
  return {
    title: `Roll ${place} back to ${version}`,
    summary: `Argo CD brings back the deployment ${entry.id} of ${address.name}; Git is not changed. ${why}`,
    target: target.target,
    confirmation: target.confirmation,
    risk: riskOf(environment, services.rules.environments),
    changes: [
      {
        subject: 'Deployed revision',
        from: live.sources[0]?.revision?.slice(0, 7),
        to: entry.revision.slice(0, 7),
      },
    ],
    warnings: [
      'Git still asks for the new version: the next sync brings it back.',
    ],
    confirmationText: environment?.approval ? target.serviceName : undefined,
    onFailure: 'What was applied stays applied; a sync applies what Git says.',
    details: {
      address,
      environment: target.deployment.environment,
      change: {
        type: 'argo-cd',
        historyId: entry.id,
        revision: entry.revision,
      },
      images: (entry.images ?? []).map(({ name, tag, digest }) => ({
        name,
        to: {
          ...(tag !== undefined && { newTag: tag }),
          ...(digest !== undefined && { digest }),
        },
      })),
      isAutomated: false,
      sourceIndex: 0,
      sourceCount: live.sources.length,
    },
    decidedBy: {
      ...stateOf(target),
      historyId: entry.id,
      revision: entry.revision,
    },
  };
}
