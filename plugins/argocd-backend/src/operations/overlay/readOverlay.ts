import { InputError } from '@backstage/errors';
import {
  parseRepositoryUrl,
  type RepositorySlug,
} from '@golden-path/plugin-platform-common';
import type { LiveApplication, LiveSource } from '../../client/LiveApplication';
import type { OperationServices } from '../OperationServices';
import type { OverlayImage } from './ImageEdit';
import {
  describeUnsupportedSource,
  kustomizationNames,
  overlayFolder,
} from './overlayFolder';
import { readOverlayImages } from './readOverlayImages';

/** The overlay that an application is made from, as it is at the head of its branch. */
export interface Overlay {
  readonly slug: RepositorySlug;
  readonly branch: string;
  readonly needsPullRequest: boolean;
  readonly headSha: string;
  /** The kustomization, from the root of the repository. */
  readonly path: string;
  readonly content: string;
  readonly blobSha: string;
  readonly images: readonly OverlayImage[];
  /** Its place among the sources of the application. */
  readonly sourceIndex: number;
}

/** An overlay that the portal can write, or why there is none. */
export type OverlayReading =
  | { readonly type: 'overlay'; readonly overlay: Overlay }
  | { readonly type: 'none'; readonly reason: string };

/** Finds the kustomization that decides which images an application runs. */
export async function readOverlay(
  services: Pick<OperationServices, 'repositories' | 'gitHub'>,
  { application, sources }: LiveApplication,
  signal: AbortSignal,
): Promise<OverlayReading> {
  const readings = await Promise.all(
    sources.map((source, index) =>
      readSource(services, { source, index, signal }),
    ),
  );
  const found = readings.filter(({ type }) => type === 'overlay');
  const withImages = found.filter(
    reading => reading.type === 'overlay' && reading.overlay.images.length > 0,
  );
  const meant = withImages.length > 0 ? withImages : found;
  if (meant.length > 1) {
    return {
      type: 'none',
      reason: `${application.name} is made from several kustomizations that could name its image: change the image in Git.`,
    };
  }
  return (
    meant[0] ??
    readings[0] ?? {
      type: 'none',
      reason: `${application.name} has no source in Git.`,
    }
  );
}

/** As {@link readOverlay}, where nothing can be done without one. */
export async function requireOverlay(
  services: Pick<OperationServices, 'repositories' | 'gitHub'>,
  live: LiveApplication,
  signal: AbortSignal,
): Promise<Overlay> {
  const reading = await readOverlay(services, live, signal);
  if (reading.type === 'none') {
    throw new InputError(
      `The portal cannot write the image of ${live.application.name}. ${reading.reason}`,
    );
  }
  return reading.overlay;
}

async function readSource(
  services: Pick<OperationServices, 'repositories' | 'gitHub'>,
  options: { source: LiveSource; index: number; signal: AbortSignal },
): Promise<OverlayReading> {
  const { source, index, signal } = options;
  const slug = parseRepositoryUrl(source.repositoryUrl);
  const isKnown =
    slug !== undefined && services.gitHub.hosts().includes(slug.host);
  const reason = describeUnsupportedSource(source, isKnown);
  if (reason || !slug) {
    return { type: 'none', reason: reason ?? 'Its repository is not known.' };
  }
  const branch = await branchOf(services, slug, { source, signal });
  const folder = overlayFolder(source.path);
  const paths = kustomizationNames.map(name =>
    folder ? `${folder}/${name}` : name,
  );
  const state =
    branch === undefined
      ? undefined
      : await services.repositories.readBranch(slug, { branch, paths, signal });
  const repository = `${slug.owner}/${slug.repo}`;
  if (!state) {
    return {
      type: 'none',
      reason: `It follows '${source.targetRevision}' of ${repository}, which is no branch that the portal can read: a tag or a commit cannot be written to.`,
    };
  }
  const file = paths
    .map(path => state.files.find(candidate => candidate.path === path))
    .find(candidate => candidate !== undefined);
  if (!file) {
    return {
      type: 'none',
      reason: `The folder ${
        folder || '/'
      } of ${repository} has no kustomization.yaml: add one with an entry in images, or change the image in Git.`,
    };
  }
  return {
    type: 'overlay',
    overlay: {
      slug,
      branch: state.name,
      needsPullRequest: state.needsPullRequest,
      headSha: state.headSha,
      path: file.path,
      content: file.content,
      blobSha: file.blobSha,
      images: readOverlayImages(file.content, `${repository}/${file.path}`),
      sourceIndex: index,
    },
  };
}

async function branchOf(
  { gitHub }: Pick<OperationServices, 'gitHub'>,
  slug: RepositorySlug,
  { source, signal }: { source: LiveSource; signal: AbortSignal },
): Promise<string | undefined> {
  const { targetRevision } = source;
  if (targetRevision !== 'HEAD') {
    return targetRevision.replace(/^refs\/heads\//, '');
  }
  return (await gitHub.findRepository(slug, { signal }))?.defaultBranch;
}
