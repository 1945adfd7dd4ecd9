import type { DeployedImage } from '@golden-path/plugin-argocd-common';

/** Takes an image reference apart; the port of a registry is not mistaken for a tag. */
export function parseImage(reference: string): DeployedImage {
  const [address, digest] = reference.split('@', 2);
  const colon = address.indexOf(':', address.lastIndexOf('/') + 1);
  return {
    name: colon < 0 ? address : address.slice(0, colon),
    tag: colon < 0 ? undefined : address.slice(colon + 1),
    digest,
  };
}
