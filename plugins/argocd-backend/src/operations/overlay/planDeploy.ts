import { InputError } from '@backstage/errors';
import type { DeployedImage } from '@golden-path/plugin-argocd-common';
import { settingOf } from './settingOf';
import type { ImageEdit, OverlayImage } from './ImageEdit';
import type { WantedImage } from './parseWantedImage';

/** What {@link planDeploy} decides by. */
export interface DeployChoice {
  readonly wanted: WantedImage;
  /** The entries of the overlay. */
  readonly overlay: readonly OverlayImage[];
  /** What runs now. */
  readonly running: readonly DeployedImage[];
  /** What the service and its repository are called: among several images, the one of this name is meant. */
  readonly names: readonly string[];
  /** The image that new services run until their first build: its tags are not those of the service. */
  readonly starterImage?: string;
}

/** Which entry of an overlay gets the wanted version. */
export function planDeploy(choice: DeployChoice): ImageEdit {
  const { wanted, starterImage } = choice;
  const entry = chosenEntry(choice);
  const { name, newName } = entry;
  const keptName = newName === starterImage ? name : newName ?? name;
  return {
    name,
    from: entry.from,
    to: settingOf(name, { ...wanted, name: wanted.name ?? keptName }),
  };
}

type Entry = Pick<OverlayImage, 'name' | 'newName'> & {
  from?: ImageEdit['from'];
};

function chosenEntry({ wanted, overlay, running, names }: DeployChoice): Entry {
  const listed = overlay.map(({ name, ...from }) => ({
    name,
    newName: from.newName,
    from,
  }));
  // Where the overlay names no image yet, those that run tell what the manifests call them.
  const entries: Entry[] =
    listed.length > 0
      ? listed
      : [...new Set(running.map(({ name }) => name))].map(name => ({ name }));
  const namesOf = ({ name, newName }: Entry) => [name, newName ?? name];
  if (entries.length === 0) {
    throw new InputError(
      'Neither the overlay nor the application names an image: add an entry to images in the overlay once, then it can be deployed from here.',
    );
  }
  const list = entries.map(entry => namesOf(entry)[1]).join(', ');
  if (wanted.name !== undefined) {
    const { name } = wanted;
    const named = entries.filter(entry => namesOf(entry).includes(name));
    if (named.length !== 1) {
      throw new InputError(
        `The application does not run the image ${name}. Its images: ${list}`,
      );
    }
    return named[0];
  }
  if (entries.length === 1) {
    return entries[0];
  }
  const meant = entries.filter(entry =>
    namesOf(entry).some(name => names.includes(lastPart(name))),
  );
  if (meant.length !== 1) {
    throw new InputError(
      `The application has several images: ${list}. Say which one, as in ${
        namesOf(entries[0])[1]
      }:v1.9.0`,
    );
  }
  return meant[0];
}

function lastPart(image: string): string {
  return image.slice(image.lastIndexOf('/') + 1);
}
