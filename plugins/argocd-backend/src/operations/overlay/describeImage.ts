import type { DeployedImage } from '@golden-path/plugin-argocd-common';
import type { ImageSetting } from './ImageEdit';

/** What people call a version: its tag, else the beginning of its digest. */
export function versionOfImage({
  tag,
  digest,
}: Pick<DeployedImage, 'tag' | 'digest'>): string | undefined {
  return tag ?? digest?.slice(0, 'sha256:'.length + 12);
}

/** The image that an entry of an overlay stands for. */
export function imageOf(
  name: string,
  { newName, newTag, digest }: ImageSetting,
): DeployedImage {
  return { name: newName ?? name, tag: newTag, digest };
}

/** An image as it is written into a manifest. */
export function imageReference({ name, tag, digest }: DeployedImage): string {
  return `${name}${tag ? `:${tag}` : ''}${digest ? `@${digest}` : ''}`;
}
