import type { Deployment } from './schema';

/**
 * What people call the version that runs: the tag of the image, else its short digest, else the commit. Where nothing
 * was deployed yet there is a commit that asks for it, but no version that runs.
 */
export function versionOf(
  deployment: Pick<Deployment, 'images' | 'sync' | 'health'>,
): string {
  const { images, sync, health } = deployment;
  const [image] = images;
  if (image?.tag) {
    // Many pipelines tag with the full commit.
    return shortRevision(image.tag);
  }
  if (image?.digest) {
    return image.digest.slice(0, 'sha256:'.length + 7);
  }
  if (health.status === 'Missing') {
    return 'not deployed';
  }
  return sync.revision ? shortRevision(sync.revision) : 'no version';
}

/** A commit by its first seven digits, as Git shows it; the version of a chart, or any other name, as it is. */
export function shortRevision(revision: string): string {
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(revision)
    ? revision.slice(0, 7)
    : revision;
}
