import { ConflictError, InputError } from '@backstage/errors';
import type {
  OperationUndo,
  PlannedOperation,
  UndoContext,
} from '@golden-path/plugin-operations-node';
import { readTarget, type ApplicationTarget } from './ApplicationTarget';
import type { DeliveryDetails, GitChange } from './DeliveryDetails';
import type { OperationServices } from './OperationServices';
import { imageOf, imageReference } from './overlay/describeImage';
import type { ImageEdit } from './overlay/ImageEdit';
import { requireOverlay, type Overlay } from './overlay/readOverlay';
import { isSameSetting } from './overlay/settingOf';
import { commitOutputOf } from './phases/commitOutputOf';
import { deliveryPhases } from './phases/deliveryPhases';
import { planDelivery } from './planDelivery';
import { requireConfirmed } from './requireConfirmed';

type Context = UndoContext<unknown, DeliveryDetails>;

/** Gives the overlay the images back that it had before, where it still is what the operation has written. */
export function undoDelivery(
  services: OperationServices,
): OperationUndo<unknown, DeliveryDetails, DeliveryDetails> {
  return {
    async plan(context) {
      const { details, subject, signal } = context;
      const { change, address } = details;
      if (change.type !== 'git') {
        throw new InputError(
          'Argo CD itself has brought this back, and Git was not changed: roll back to another deployment, or sync what Git says.',
        );
      }
      const { instance, namespace, name } = address;
      const target = await readTarget(services, {
        subject,
        selector: { application: `${instance}/${namespace}/${name}` },
        signal,
      });
      requireConfirmed(target);
      const open = await findOpenPullRequest(services, context, change);
      return open === undefined
        ? planReverse(services, { context, change, target })
        : planClosing({ details, change, target, pullRequest: open });
    },
    phases: deliveryPhases(services),
  };
}

async function findOpenPullRequest(
  { repositories }: OperationServices,
  { outputs, signal }: Context,
  { slug }: GitChange,
): Promise<number | undefined> {
  const { pullRequest: number } = commitOutputOf(outputs);
  if (number === undefined) {
    return undefined;
  }
  const { state } = await repositories.readPullRequest(slug, {
    number,
    signal,
  });
  return state === 'open' ? number : undefined;
}

async function planReverse(
  services: OperationServices,
  options: {
    context: Context;
    change: GitChange;
    target: ApplicationTarget;
  },
): Promise<PlannedOperation<DeliveryDetails>> {
  const { context, change, target } = options;
  const { details, signal } = context;
  const overlay = await requireOverlay(services, target.live, signal);
  const wasWritten = details.images.every(({ name, to }) =>
    isSameSetting(settingIn(overlay, name), to),
  );
  const isBack = details.images.every(({ name, from }) =>
    isSameSetting(settingIn(overlay, name), from),
  );
  if (overlay.path !== change.path || (!wasWritten && !isBack)) {
    throw new ConflictError(
      `${
        change.path
      } is no longer what this has written: it asks for ${describe(
        overlay,
        details.images,
      )} now. Roll back, or deploy the version that you want.`,
    );
  }
  const planned = await planDelivery(services, {
    target,
    overlay,
    edits: details.images.map(
      ({ name, from, to }): ImageEdit =>
        isBack ? { name, from, to: from } : { name, from: to, to: from },
    ),
    titleOf: (version, place) => `Bring ${version} back to ${place}`,
    signal,
  });
  return {
    ...planned,
    undoDescription: undefined,
    nothingToDo:
      planned.nothingToDo && 'Git has what it had before; nothing is written.',
  };
}

function planClosing(options: {
  details: DeliveryDetails;
  change: GitChange;
  target: ApplicationTarget;
  pullRequest: number;
}): PlannedOperation<DeliveryDetails> {
  const { details, change, target, pullRequest } = options;
  const { slug } = change;
  const repository = `${slug.owner}/${slug.repo}`;
  return {
    title: `Close pull request ${pullRequest} of ${repository}`,
    summary: `Pull request ${pullRequest} of ${repository} is closed without being merged, and its branch is deleted.`,
    target: target.target,
    confirmation: target.confirmation,
    changes: [
      { subject: `Pull request ${pullRequest}`, from: 'open', to: 'closed' },
    ],
    risk: 'low',
    onFailure: 'The pull request stays open: close it on GitHub.',
    details: { ...details, change: { type: 'close', slug, pullRequest } },
    decidedBy: { pullRequest, repository },
  };
}

function settingIn(
  { images }: Overlay,
  name: string,
): ImageEdit['from'] | undefined {
  return images.find(image => image.name === name);
}

function describe(overlay: Overlay, edits: readonly ImageEdit[]): string {
  return edits
    .map(({ name }) =>
      imageReference(imageOf(name, settingIn(overlay, name) ?? {})),
    )
    .join(', ');
}
