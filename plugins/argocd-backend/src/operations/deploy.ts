import { argocdApplicationDeployPermission } from '@golden-path/plugin-argocd-common';
import { defineOperation } from '@golden-path/plugin-operations-node';
import { InputError } from '@backstage/errors';
import { z } from 'zod/v3';
import { readTarget } from './ApplicationTarget';
import type { OperationServices } from './OperationServices';
import { parseWantedImage } from './overlay/parseWantedImage';
import { planDeploy } from './overlay/planDeploy';
import { requireOverlay } from './overlay/readOverlay';
import { deliveryPhases } from './phases/deliveryPhases';
import { planDelivery } from './planDelivery';
import { readOnlyReason } from './readOnlyReason';
import { requireConfirmed } from './requireConfirmed';
import { optionalEnvironment, selectorInput } from './selectorInput';
import { undoDelivery } from './undoDelivery';

/** Brings a version into an environment. */
export function defineDeploy(services: OperationServices) {
  return defineOperation({
    kind: 'deploy',
    version: 1,
    title: 'Deploy',
    description:
      'Brings a version of a service into an environment: writes its tag or digest into the overlay in Git, by a commit or a pull request, and follows it until it is healthy.',
    risk: 'medium',
    subject: 'entity',
    input: z.object({
      environment: optionalEnvironment,
      ...selectorInput,
      image: z
        .string()
        .min(1)
        .max(500)
        .describe(
          'A tag such as v1.9.0 or a digest such as sha256:…; behind the name of the image, where there are several',
        ),
    }),
    permission: argocdApplicationDeployPermission,
    disabledReason: () => readOnlyReason(services),
    async plan({ input, subject, signal }) {
      const { environment, application, image } = input;
      if (environment === undefined && application === undefined) {
        throw new InputError(
          'Say where to deploy to: give an environment or an application.',
        );
      }
      const wanted = parseWantedImage(image);
      const target = await readTarget(services, {
        subject,
        selector: input,
        signal,
      });
      requireConfirmed(target);
      const overlay = await requireOverlay(services, target.live, signal);
      const edit = planDeploy({
        wanted,
        overlay: overlay.images,
        running: target.deployment.images,
        names: [target.serviceName, overlay.slug.repo],
        starterImage: services.starterImage,
      });
      return planDelivery(services, {
        target,
        overlay,
        edits: [edit],
        titleOf: (version, place) => `Deploy ${version} to ${place}`,
        signal,
      });
    },
    phases: deliveryPhases(services),
    undo: undoDelivery(services),
  });
}
