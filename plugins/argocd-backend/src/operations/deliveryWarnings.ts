import type { Deployment } from '@golden-path/plugin-argocd-common';
import type { LiveOperation } from '../client/LiveApplication';
import { describeOperation, isUnderWay } from '../client/foreignOperation';
import { imageOf, imageReference } from './overlay/describeImage';
import type { ImageEdit, OverlayImage } from './overlay/ImageEdit';

/** What {@link deliveryWarnings} looks at. */
export interface DeliverySituation {
  readonly title: string;
  readonly target: Pick<
    Deployment,
    'health' | 'images' | 'rollout' | 'sync' | 'operation'
  >;
  readonly operation?: LiveOperation;
  /** The entries of the overlay that is written. */
  readonly overlay: readonly OverlayImage[];
  readonly edits: readonly ImageEdit[];
  /** The environment before: what is promoted runs there. */
  readonly source?: {
    readonly name: string;
    readonly deployment: Pick<Deployment, 'health' | 'rollout' | 'images'>;
  };
}

type Warning = (situation: DeliverySituation) => string | undefined;

const warnings: readonly Warning[] = [
  ({ source }) =>
    source && source.deployment.health.status !== 'Healthy'
      ? `${source.name} is ${source.deployment.health.status} with this version.`
      : undefined,
  ({ source }) => {
    const rollout = source?.deployment.rollout;
    return source && rollout && rollout.phase !== 'Healthy'
      ? `${source.name} is itself in the middle of a rollout${percent(
          rollout.weight,
        )}.`
      : undefined;
  },
  ({ target, title }) =>
    target.sync.status === 'OutOfSync'
      ? `${title} differs from Git already: what else is waiting there is applied as well.`
      : undefined,
  ({ operation, title }) =>
    operation && isUnderWay(operation)
      ? `${describeOperation(operation)} on ${title}.`
      : undefined,
  ({ target, title }) =>
    target.rollout && ['Progressing', 'Paused'].includes(target.rollout.phase)
      ? `${title} is in the middle of a rollout${percent(
          target.rollout.weight,
        )}, which this replaces.`
      : undefined,
  gitDiffersFromCluster,
  digestMoved,
];

/** What somebody should know before they bring another version into an environment. */
export function deliveryWarnings(situation: DeliverySituation): string[] {
  return warnings.flatMap(warning => warning(situation) ?? []);
}

function percent(weight: number | undefined): string {
  return weight === undefined ? '' : ` (${weight} % of traffic)`;
}

function gitDiffersFromCluster({
  target,
  overlay,
  title,
}: DeliverySituation): string | undefined {
  const running = new Set(target.images.map(imageReference));
  const names = new Set(target.images.map(({ name }) => name));
  const different = overlay
    .map(({ name, ...setting }) => imageOf(name, setting))
    .filter(
      image =>
        (image.tag || image.digest) &&
        names.has(image.name) &&
        !running.has(imageReference(image)),
    );
  return different.length > 0 && target.rollout?.phase !== 'Progressing'
    ? `Git asks for ${different
        .map(imageReference)
        .join(', ')}, but ${title} runs something else.`
    : undefined;
}

function digestMoved({ target, edits }: DeliverySituation): string | undefined {
  const moved = edits
    .flatMap(({ name, to }) => (to ? [imageOf(name, to)] : []))
    .find(wanted =>
      target.images.some(
        ({ name, tag, digest }) =>
          name === wanted.name &&
          tag !== undefined &&
          tag === wanted.tag &&
          digest !== undefined &&
          wanted.digest !== undefined &&
          digest !== wanted.digest,
      ),
    );
  return moved
    ? `The tag ${moved.tag} stands for another image now: its digest has changed.`
    : undefined;
}
