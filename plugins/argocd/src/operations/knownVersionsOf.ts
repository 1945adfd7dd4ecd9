import type {
  DeployedImage,
  Deployment,
} from '@golden-path/plugin-argocd-common';

const shownVersions = 5;

/** Versions of the first image that are known to exist: those that ran here before, and those that run elsewhere. */
export function knownVersionsOf(
  { images, history }: Pick<Deployment, 'images' | 'history'>,
  all: Pick<Deployment, 'images'>[],
): string[] {
  const [image] = images;
  const known = [
    ...all.flatMap(other => other.images),
    ...history.flatMap(entry => entry.images ?? []),
  ];
  const versions = new Set(
    known
      .filter(({ name }) => name === image?.name)
      .flatMap(candidate => versionIn(candidate) ?? []),
  );
  images
    .filter(({ name }) => name === image?.name)
    .forEach(running => versions.delete(versionIn(running) ?? ''));
  return [...versions].slice(0, shownVersions);
}

function versionIn({ tag, digest }: DeployedImage): string | undefined {
  return tag ?? digest;
}
