import { InputError } from '@backstage/errors';
import type { DeployedImage } from '@golden-path/plugin-argocd-common';
import type { ImageEdit, OverlayImage } from './ImageEdit';
import { imageReference } from './describeImage';
import { settingOf } from './settingOf';

/** What {@link planPromote} decides by. */
export interface PromoteChoice {
  /** Where the images come from, for messages. */
  readonly from: string;
  /** What the environment before runs. */
  readonly source: {
    readonly running: readonly DeployedImage[];
    /** What its rollout is on the way to run; empty without one. */
    readonly wanted: readonly DeployedImage[];
    /** The entries of its overlay; empty where it cannot be read. */
    readonly overlay: readonly OverlayImage[];
  };
  /** The environment that is promoted to. */
  readonly target: {
    readonly running: readonly DeployedImage[];
    readonly overlay: readonly OverlayImage[];
  };
}

/** Which entries of an overlay become what the environment before runs. */
export function planPromote(choice: PromoteChoice): ImageEdit[] {
  const { from, source, target } = choice;
  const entries: OverlayImage[] =
    target.overlay.length > 0
      ? [...target.overlay]
      : [...new Set(target.running.map(({ name }) => name))].map(name => ({
          name,
        }));
  const edits = entries.flatMap(({ name, ...setting }) => {
    const image = runningImage(choice, { name, ...setting });
    return image
      ? [
          {
            name,
            from: target.overlay.length > 0 ? setting : undefined,
            to: settingOf(name, image),
          },
        ]
      : [];
  });
  if (edits.length === 0) {
    const running = source.running.map(imageReference).join(', ') || 'nothing';
    throw new InputError(
      `None of the images of this environment runs in ${from}, which runs ${running}: deploy a version by its tag instead.`,
    );
  }
  return edits;
}

/** What the environment before runs of the image that an entry means. */
function runningImage(
  { from, source }: PromoteChoice,
  entry: OverlayImage,
): DeployedImage | undefined {
  const sameEntry = source.overlay.find(({ name }) => name === entry.name);
  const names = new Set(
    sameEntry
      ? [sameEntry.newName ?? sameEntry.name]
      : [entry.name, entry.newName ?? entry.name],
  );
  const running = source.running.filter(({ name }) => names.has(name));
  const versions = new Map(
    running.map(image => [imageReference(image), image]),
  );
  if (versions.size <= 1) {
    return running[0];
  }
  // While one version replaces another, both run: the new one is meant.
  const wanted = source.wanted.find(({ name }) => names.has(name));
  if (!wanted) {
    throw new InputError(
      `${from} runs several versions at the moment: ${[...versions.keys()].join(
        ', ',
      )}. Wait until one is left, or deploy one of them by its tag.`,
    );
  }
  return wanted;
}
