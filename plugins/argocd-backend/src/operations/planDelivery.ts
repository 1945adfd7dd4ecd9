import { InputError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import type { Plan } from '@golden-path/plugin-operations-common';
import type { PlannedOperation } from '@golden-path/plugin-operations-node';
import { parseRepositoryUrl } from '@golden-path/plugin-platform-common';
import { createTwoFilesPatch } from 'diff';
import type { ApplicationTarget } from './ApplicationTarget';
import { commitsOf } from './commitsOf';
import type { DeliveryDetails } from './DeliveryDetails';
import { deliveryWarnings, type DeliverySituation } from './deliveryWarnings';
import type { OperationServices } from './OperationServices';
import {
  imageOf,
  imageReference,
  versionOfImage,
} from './overlay/describeImage';
import type { ImageEdit } from './overlay/ImageEdit';
import { overlayImage } from './overlay/overlayImage';
import type { Overlay } from './overlay/readOverlay';
import { isSameSetting } from './overlay/settingOf';
import { riskOf } from './riskOf';
import { sharedFolderProblem } from './sharedFolderProblem';
import { stateOf } from './stateOf';

/** A delivery that is to be planned. */
export interface DeliveryRequest {
  readonly target: ApplicationTarget;
  readonly overlay: Overlay;
  readonly edits: readonly ImageEdit[];
  /** The environment that it comes from, in a promotion. */
  readonly source?: DeliverySituation['source'];
  /** What it is called, from the version and the place. */
  readonly titleOf: (version: string, place: string) => string;
  readonly signal: AbortSignal;
}

/** Plans to write images into an overlay, and what follows from it. */
export async function planDelivery(
  services: OperationServices,
  request: DeliveryRequest,
): Promise<PlannedOperation<DeliveryDetails>> {
  const { target, overlay, edits, signal } = request;
  const problem = sharedFolderProblem(services, target, overlay);
  if (problem) {
    throw new InputError(problem);
  }
  const place = target.deployment.environment ?? target.address.name;
  const version = versionsIn(edits);
  const pullRequest =
    overlay.needsPullRequest || wayOf(services, place) === 'pull-request';
  const made: MadeDelivery = {
    place,
    version,
    pullRequest,
    title: request.titleOf(version, place),
    content: overlayImage(overlay.content, edits),
  };
  const { commits, warning } = await commitsOf(
    services.repositories,
    rangeOf(target, overlay, edits),
    signal,
  );
  const { environment } = target;
  return {
    title: made.title,
    summary: summaryOf(request, made),
    target: target.target,
    confirmation: target.confirmation,
    risk: riskOf(environment, services.rules.environments),
    changes: edits.map(changeOf),
    commits,
    files: [fileOf(overlay, made.content)],
    warnings: [...warningsAbout(request), ...(warning ? [warning] : [])],
    confirmationText: environment?.approval ? target.serviceName : undefined,
    onFailure: onFailureOf(made),
    nothingToDo: edits.every(({ from, to }) => isSameSetting(from, to))
      ? `Git already asks for ${version} in ${place}. Where something else runs, a sync applies it.`
      : undefined,
    undoDescription: `The overlay gets back what it says now (${formerVersionsIn(
      edits,
    )}), as long as nobody has changed it since.`,
    details: detailsOf(request, made),
    decidedBy: decidedBy(request, made),
  };
}

/** What a delivery comes to. */
interface MadeDelivery {
  readonly place: string;
  readonly version: string;
  readonly pullRequest: boolean;
  readonly title: string;
  readonly content: string;
}

function warningsAbout({
  target,
  overlay,
  edits,
  source,
}: DeliveryRequest): string[] {
  return deliveryWarnings({
    title: target.address.name,
    target: target.deployment,
    operation: target.live.operation,
    overlay: overlay.images,
    edits,
    source,
  });
}

function onFailureOf({ pullRequest }: MadeDelivery): string {
  const start = pullRequest
    ? 'Until the pull request is merged nothing changes. After that, what is in Git stays there'
    : 'What is in Git stays there, and Argo CD goes on from it';
  return `${start}: repeat from the phase that failed, undo it, or roll back.`;
}

function detailsOf(
  { target, overlay, edits }: DeliveryRequest,
  { content, pullRequest, title }: MadeDelivery,
): DeliveryDetails {
  const { slug, branch, path, blobSha, sourceIndex } = overlay;
  return {
    address: target.address,
    environment: target.deployment.environment,
    change: {
      type: 'git',
      slug,
      branch,
      path,
      content,
      expectedBlobSha: blobSha,
      pullRequest,
      title: `${title} (${target.serviceName})`,
    },
    images: [...edits],
    isAutomated: target.live.isAutomated,
    sourceIndex,
    sourceCount: target.live.sources.length,
  };
}

function decidedBy(
  { target, overlay, edits, source }: DeliveryRequest,
  { pullRequest }: MadeDelivery,
): JsonObject {
  return {
    ...stateOf(target),
    overlayBlob: overlay.blobSha,
    overlayPath: overlay.path,
    branch: overlay.branch,
    pullRequest,
    edits: [...edits],
    source: source ? source.deployment.images.map(imageReference).sort() : null,
  };
}

function wayOf({ delivery }: OperationServices, place: string) {
  return Object.hasOwn(delivery.environments, place)
    ? delivery.environments[place]
    : delivery.default;
}

function summaryOf(
  { overlay, source, target }: DeliveryRequest,
  { version, place, pullRequest }: MadeDelivery,
): string {
  const repository = `${overlay.slug.owner}/${overlay.slug.repo}`;
  const how = pullRequest
    ? `A pull request for ${repository} brings`
    : `A commit to ${overlay.branch} of ${repository} brings`;
  const from = source ? `, which ${source.name} runs,` : '';
  const then = target.live.isAutomated
    ? 'Argo CD applies it'
    : 'a sync applies it';
  return `${how} ${version}${from} to ${place}; ${then}, and it is followed until it is healthy.`;
}

function changeOf({ name, from, to }: ImageEdit): Plan['changes'][number] {
  const text = (setting: ImageEdit['to']) =>
    setting && imageReference(imageOf(name, setting));
  return { subject: name, from: text(from), to: text(to) };
}

function fileOf(
  { slug, branch, path, content }: Overlay,
  edited: string,
): NonNullable<Plan['files']>[number] {
  const patch = createTwoFilesPatch(
    path,
    path,
    content,
    edited,
    undefined,
    undefined,
    { context: 3 },
  );
  return {
    repository: `${slug.owner}/${slug.repo}`,
    branch,
    path,
    diff: patch.slice(patch.indexOf('--- ')),
  };
}

function versionsIn(edits: readonly ImageEdit[]): string {
  return describeVersions(edits.map(({ name, to }) => [name, to]));
}

function formerVersionsIn(edits: readonly ImageEdit[]): string {
  return describeVersions(edits.map(({ name, from }) => [name, from]));
}

function describeVersions(
  settings: readonly (readonly [string, ImageEdit['to']])[],
): string {
  const versions = settings.map(
    ([name, setting]) =>
      (setting && versionOfImage(imageOf(name, setting))) ??
      'the version of the manifests',
  );
  return [...new Set(versions)].join(', ');
}

/** The versions of the service's own image, and the repository that they are commits of. */
function rangeOf(
  { entity, serviceName }: ApplicationTarget,
  { slug }: Overlay,
  edits: readonly ImageEdit[],
) {
  const { projectSlug } = entity;
  const built = projectSlug
    ? parseRepositoryUrl(`https://${slug.host}/${projectSlug}`)
    : undefined;
  const edit =
    edits.find(({ name }) => lastPart(name) === serviceName) ?? edits[0];
  return {
    slug: built ?? slug,
    from: edit.from?.newTag,
    to: edit.to?.newTag,
  };
}

function lastPart(image: string): string {
  return image.slice(image.lastIndexOf('/') + 1);
}
