import { InputError } from '@backstage/errors';
import { parseDocument } from 'yaml';
import { z } from 'zod/v3';
import type { OverlayImage } from './ImageEdit';

const scalar = z.union([z.string(), z.number()]).transform(String).optional();

const kustomizationSchema = z.object({
  images: z
    .array(
      z.object({
        name: z.string(),
        newName: scalar,
        newTag: scalar,
        digest: scalar,
      }),
    )
    .nullish(),
});

/** The entries of `images` of a kustomization. */
export function readOverlayImages(
  content: string,
  path: string,
): OverlayImage[] {
  const document = parseDocument(content);
  const parsed = kustomizationSchema.safeParse(document.toJS() ?? {});
  if (document.errors.length > 0 || !parsed.success) {
    throw new InputError(
      `${path} cannot be read as a kustomization: correct it in Git first.`,
    );
  }
  return (parsed.data.images ?? []).map(withoutAbsent);
}

function withoutAbsent({
  name,
  newName,
  newTag,
  digest,
}: OverlayImage): OverlayImage {
  return {
    name,
    ...(newName !== undefined && { newName }),
    ...(newTag !== undefined && { newTag }),
    ...(digest !== undefined && { digest }),
  };
}
