import type { DeployedImage, Deployment, Rollout } from './schema';

/**
 * What people call the version that runs: the tag of the image, else its short digest, else the commit. While two
 * versions run side by side both are told: with an arrow where a rollout says which one is on its way. Where nothing
 * was deployed yet there is a commit that asks for it, but no version that runs.
 */
export function versionOf(
  deployment: Pick<Deployment, 'images' | 'sync' | 'health'> & {
    rollout?: Pick<Rollout, 'images'>;
  },
): string {
  const { images, sync, health, rollout } = deployment;
  const [first] = images;
  const running = versionsOf(images, first);
  if (running.length > 1) {
    const [wanted] = versionsOf(rollout?.images ?? [], first);
    const others = running.filter(version => version !== wanted);
    return others.length < running.length
      ? `${others.join(' and ')} → ${wanted}`
      : running.join(' and ');
  }
  if (running.length === 1) {
    return running[0];
  }
  if (health.status === 'Missing') {
    return 'not deployed';
  }
  return sync.revision ? shortRevision(sync.revision) : 'no version';
}

/** The versions of one image among several, once each. */
function versionsOf(
  images: readonly DeployedImage[],
  image: DeployedImage | undefined,
): string[] {
  const versions = images
    .filter(({ name }) => name === image?.name)
    .flatMap(({ tag, digest }) => {
      if (tag) {
        // Many pipelines tag with the full commit.
        return shortRevision(tag);
      }
      return digest ? digest.slice(0, 'sha256:'.length + 7) : [];
    });
  return [...new Set(versions)];
}

/** A commit by its first seven digits, as Git shows it; the version of a chart, or any other name, as it is. */
export function shortRevision(revision: string): string {
  return /^([0-9a-f]{40}|[0-9a-f]{64})$/.test(revision)
    ? revision.slice(0, 7)
    : revision;
}
