import { createHash } from 'node:crypto';
import type { OverlayImage } from './overlayImage.ts';

/** What a build made, and what it is called. */
export interface BuiltImage {
  /** What is written into the overlay. */
  readonly reference: { readonly newTag: string } | { readonly digest: string };
  /** What the message of the deployment calls it. */
  readonly label: string;
  /** The Git tag that the build gives its commit. */
  readonly gitTag?: string;
}

const versionPattern = /^v(\d+)\.(\d+)\.(\d+)$/;

function versionOf(tag: string): number[] | undefined {
  return versionPattern.exec(tag)?.slice(1).map(Number);
}

function compare(left: readonly number[], right: readonly number[]): number {
  const index = left.findIndex((part, at) => part !== right[at]);
  return index < 0 ? 0 : left[index] - right[index];
}

/** The version after the highest of some tags. */
export function nextVersion(tags: readonly string[]): string | undefined {
  const highest = tags
    .flatMap(tag => {
      const version = versionOf(tag);
      return version ? [version] : [];
    })
    .toSorted(compare)
    .at(-1);
  return highest && `v${highest[0]}.${highest[1]}.${highest[2] + 1}`;
}

/**
 * What the build of a commit makes: a version where the service has versions, and an image by its digest where it has
 * been deployed by digest, as the workflow of the golden path does.
 */
export function builtImage(options: {
  commit: string;
  image: OverlayImage;
  /** The Git tags of the repository, with the commits that they are at. */
  gitTags: ReadonlyMap<string, string>;
  /** The tags that any environment names, whether they were ever built or not. */
  deployedTags: readonly string[];
}): BuiltImage {
  const { commit, image, gitTags, deployedTags } = options;
  const short = commit.slice(0, 12);
  if (image.digest !== undefined || image.newTag === undefined) {
    const hash = createHash('sha256').update(`${image.name} ${commit}`);
    return {
      reference: { digest: `sha256:${hash.digest('hex')}` },
      label: short,
    };
  }
  const [released] =
    [...gitTags].find(([tag, at]) => at === commit && /^v\d/.test(tag)) ?? [];
  if (released) {
    return { reference: { newTag: released }, label: released };
  }
  const version = versionOf(image.newTag)
    ? nextVersion([...gitTags.keys(), ...deployedTags])
    : undefined;
  return version
    ? { reference: { newTag: version }, label: version, gitTag: version }
    : { reference: { newTag: short }, label: short };
}
