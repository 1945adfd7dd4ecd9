import { InputError } from '@backstage/errors';
import type { DeployedImage } from '@golden-path/plugin-argocd-common';
import type { ImageEdit, OverlayImage } from './ImageEdit';
import { settingOf } from './settingOf';

/** What ran at a time: as the overlay said it then, or as Argo CD has noted it. */
export type EarlierImages =
  | { readonly type: 'overlay'; readonly images: readonly OverlayImage[] }
  | { readonly type: 'noted'; readonly images: readonly DeployedImage[] };

/** Which entries of an overlay become what ran at an earlier time. Entries that there were not yet stay as they are. */
export function planRollBack(
  overlay: readonly OverlayImage[],
  earlier: EarlierImages,
): ImageEdit[] {
  const edits = overlay.flatMap(({ name, ...from }) => {
    const to = earlierSetting({ name, ...from }, earlier);
    return to ? [{ name, from, to }] : [];
  });
  if (edits.length === 0) {
    throw new InputError(
      'It is not known which images ran then: the overlay of that time names none. Deploy a version by its tag instead.',
    );
  }
  return edits;
}

function earlierSetting(
  { name, newName }: OverlayImage,
  earlier: EarlierImages,
): ImageEdit['to'] {
  if (earlier.type === 'overlay') {
    const then = earlier.images.find(image => image.name === name);
    if (!then) {
      return undefined;
    }
    const { name: _, ...setting } = then;
    return setting;
  }
  const image = earlier.images.find(candidate =>
    [name, newName].includes(candidate.name),
  );
  return image && settingOf(name, image);
}
