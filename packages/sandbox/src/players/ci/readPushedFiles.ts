import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { parse } from 'yaml';
import { z } from 'zod';
import { overlayImage, type OverlayImage } from './overlayImage.ts';

/** Where a service says what runs in the first environment. */
export const developmentOverlay = 'k8s/overlays/development/kustomization.yaml';

/** What changes nothing of an image, where a repository has no workflow that says more. */
const manifestsOnly = ['k8s/**'];

const workflowShape = z.looseObject({
  on: z.looseObject({
    push: z.looseObject({ 'paths-ignore': z.array(z.string()) }),
  }),
});

/** What the pipeline goes by, of the files of a commit. */
export interface PushedFiles {
  /** What development runs. */
  readonly image: OverlayImage;
  /** The tags that any environment names. */
  readonly deployedTags: readonly string[];
  /** Patterns of what does not need a build. */
  readonly ignored: readonly string[];
}

async function textOf(file: string): Promise<string | undefined> {
  return readFile(file, 'utf8').catch(() => undefined);
}

/** Reads a checked out service; undefined where it is none that is deployed. */
export async function readPushedFiles(
  directory: string,
  service: string,
): Promise<PushedFiles | undefined> {
  const overlay = await textOf(join(directory, developmentOverlay));
  const image = overlay && overlayImage(overlay, service);
  if (!image) {
    return undefined;
  }
  const overlays = join(directory, 'k8s/overlays');
  const texts = await Promise.all(
    (
      await readdir(overlays)
    ).map(name => textOf(join(overlays, name, 'kustomization.yaml'))),
  );
  const workflow = await textOf(
    join(directory, '.github/workflows/deploy.yaml'),
  );
  const { data } = workflowShape.safeParse(workflow && parse(workflow));
  return {
    image,
    deployedTags: texts.flatMap(
      text => (text && overlayImage(text, service)?.newTag) || [],
    ),
    ignored: data?.on.push['paths-ignore'] ?? manifestsOnly,
  };
}
