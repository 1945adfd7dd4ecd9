import type { Deployment } from '@golden-path/plugin-argocd-common';

/** What people call the version that runs: the tag of the image, else its short digest, else the commit. */
export function versionOf({ images, sync }: Deployment): string {
  const [image] = images;
  if (image?.tag) {
    // Many pipelines tag with the full commit.
    return /^[0-9a-f]{40}$/.test(image.tag) ? image.tag.slice(0, 7) : image.tag;
  }
  if (image?.digest) {
    return image.digest.slice(0, 'sha256:'.length + 7);
  }
  return sync.revision ?? 'no version';
}
