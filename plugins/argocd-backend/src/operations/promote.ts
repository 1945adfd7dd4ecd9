import { InputError } from '@backstage/errors';
import { argocdApplicationDeployPermission } from '@golden-path/plugin-argocd-common';
import {
  defineOperation,
  type PlanContext,
  type PlannedOperation,
} from '@golden-path/plugin-operations-node';
import type { Environment } from '@golden-path/plugin-platform-common';
import { z } from 'zod/v3';
import { readTarget } from './ApplicationTarget';
import type { DeliveryDetails } from './DeliveryDetails';
import type { OperationServices } from './OperationServices';
import { planPromote } from './overlay/planPromote';
import { readOverlay, requireOverlay } from './overlay/readOverlay';
import { deliveryPhases } from './phases/deliveryPhases';
import { planDelivery } from './planDelivery';
import { readOnlyReason } from './readOnlyReason';
import { requireConfirmed } from './requireConfirmed';
import type { ApplicationSelector } from './selectApplication';
import { requiredEnvironment, selectorInput } from './selectorInput';
import { undoDelivery } from './undoDelivery';

/** Brings into an environment what the one before it runs. */
export function definePromote(services: OperationServices) {
  return defineOperation({
    kind: 'promote',
    version: 1,
    title: 'Promote',
    description:
      'Brings into an environment the version that the environment before it runs: writes it into the overlay in Git, by a commit or a pull request, and follows it until it is healthy.',
    risk: 'medium',
    subject: 'entity',
    input: z.object({
      environment: requiredEnvironment.describe(
        'The environment that is promoted to, a name from platform.environments',
      ),
      ...selectorInput,
    }),
    permission: argocdApplicationDeployPermission,
    disabledReason: () => readOnlyReason(services),
    async plan({ input, subject, signal }) {
      return planPromotion(services, { input, subject, signal });
    },
    phases: deliveryPhases(services),
    undo: undoDelivery(services),
  });
}

async function planPromotion(
  services: OperationServices,
  {
    input,
    subject,
    signal,
  }: Pick<
    PlanContext<ApplicationSelector & { readonly environment: string }>,
    'input' | 'subject' | 'signal'
  >,
): Promise<PlannedOperation<DeliveryDetails>> {
  const from = environmentBefore(
    input.environment,
    services.rules.environments,
  );
  const [target, source] = await Promise.all(
    [input, { environment: from }].map(selector =>
      readTarget(services, { subject, selector, signal }),
    ),
  );
  requireConfirmed(target);
  // What runs elsewhere must not get in by a claim.
  requireConfirmed(source);
  const [overlay, reading] = await Promise.all([
    requireOverlay(services, target.live, signal),
    readOverlay(services, source.live, signal),
  ]);
  const edits = planPromote({
    from,
    source: {
      running: source.deployment.images,
      wanted: source.rollouts.flatMap(({ images }) => images ?? []),
      overlay: reading.type === 'overlay' ? reading.overlay.images : [],
    },
    target: { running: target.deployment.images, overlay: overlay.images },
  });
  return planDelivery(services, {
    target,
    overlay,
    edits,
    source: { name: from, deployment: source.deployment },
    titleOf: (version, place) => `Promote ${version} to ${place}`,
    signal,
  });
}

function environmentBefore(
  to: string,
  environments: readonly Environment[],
): string {
  const index = environments.findIndex(({ name }) => name === to);
  const from =
    environments[index]?.promoteFrom ?? environments[index - 1]?.name;
  if (index < 0) {
    throw new InputError(
      `There is no environment '${to.slice(
        0,
        100,
      )}'. Known environments: ${environments
        .map(({ name }) => name)
        .join(', ')}`,
    );
  }
  if (from === undefined) {
    throw new InputError(
      `Nothing can be promoted to ${to}: it is the first environment. Deploy a version to it.`,
    );
  }
  return from;
}
