import type { DeployedImage } from '@golden-path/plugin-argocd-common';
import type { ImageSetting } from './ImageEdit';

/**
 * How an overlay says that an image of the manifests becomes another one. A tag beside a digest is for people: the
 * digest decides what runs.
 */
export function settingOf(name: string, image: DeployedImage): ImageSetting {
  return {
    ...(image.name !== name && { newName: image.name }),
    ...(image.tag !== undefined && { newTag: image.tag }),
    ...(image.digest !== undefined && { digest: image.digest }),
  };
}

/** Whether two settings say the same. */
export function isSameSetting(
  left: ImageSetting | undefined,
  right: ImageSetting | undefined,
): boolean {
  return (['newName', 'newTag', 'digest'] as const).every(
    key => left?.[key] === right?.[key],
  );
}
