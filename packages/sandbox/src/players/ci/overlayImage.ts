import { parseDocument } from 'yaml';
import { z } from 'zod';

const imageSchema = z.object({
  name: z.string(),
  newName: z.string().optional(),
  newTag: z.coerce.string().optional(),
  digest: z.string().optional(),
});

const overlaySchema = z.looseObject({ images: z.array(imageSchema).min(1) });

/** The entry of an overlay that says which image of a service runs. */
export type OverlayImage = z.infer<typeof imageSchema>;

function indexOf(images: readonly OverlayImage[], service: string): number {
  return Math.max(
    0,
    images.findIndex(({ name }) => name.endsWith(`/${service}`)),
  );
}

/** Which image of a service an overlay runs; undefined where it names none. */
export function overlayImage(
  text: string,
  service: string,
): OverlayImage | undefined {
  const { data } = overlaySchema.safeParse(parseDocument(text).toJS());
  return data?.images[indexOf(data.images, service)];
}

/** Whether a pipeline of the service has built what runs, rather than what a new service begins with. */
export function isOwnImage({ name, newName }: OverlayImage): boolean {
  return newName === undefined || newName === name;
}

/** The overlay with another image, as `kustomize edit set image` writes it; what else it says stays as it is. */
export function withImage(
  text: string,
  service: string,
  reference: { readonly newTag: string } | { readonly digest: string },
): string {
  const document = parseDocument(text);
  const { images } = overlaySchema.parse(document.toJS());
  const index = indexOf(images, service);
  const { name, newName } = images[index];
  const entry = {
    name,
    ...(newName === undefined ? {} : { newName: name }),
    ...reference,
  };
  document.setIn(['images', index], document.createNode(entry));
  return document.toString({ lineWidth: 0 });
}
