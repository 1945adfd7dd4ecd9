import type { LiveSource } from '../../client/LiveApplication';

/** The names that kustomize looks for, in its order. */
export const kustomizationNames = [
  'kustomization.yaml',
  'kustomization.yml',
  'Kustomization',
] as const;

const supported =
  'The portal changes images in a kustomization (kustomization.yaml in the folder that the application is made from), in a repository on GitHub.';

/** The folder in the repository that a source is made from; empty for its root. */
export function overlayFolder(path = ''): string {
  return path
    .replace(/^(\.?\/)+/, '')
    .replace(/\/+$/, '')
    .replace(/^\.$/, '');
}

/** Why the portal cannot write the image of a source; `undefined` where it can. */
export function describeUnsupportedSource(
  source: LiveSource,
  isKnownRepository: boolean,
): string | undefined {
  const { type, path, overridesImages, repositoryUrl } = source;
  if (path === undefined || type === 'helm') {
    return `It is made from a Helm chart. ${supported}`;
  }
  if (type === 'plugin') {
    return `It is made by a plugin of Argo CD. ${supported}`;
  }
  if (type === 'directory') {
    return `It is made from plain manifests without a kustomization. ${supported}`;
  }
  if (path.split('/').includes('..')) {
    return `Its folder ${path} leads out of the repository. ${supported}`;
  }
  if (!isKnownRepository) {
    return `Its repository ${repositoryUrl} is not on a host of integrations.github. ${supported}`;
  }
  if (overridesImages) {
    return 'The application itself names the image (spec.source.kustomize.images), which wins over what Git says: take it out there first.';
  }
  return undefined;
}
