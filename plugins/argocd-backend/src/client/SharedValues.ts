import type { DeployedImage } from '@golden-path/plugin-argocd-common';
import { parseImage } from './parseImage';

/** When so many are known, it begins anew: what is still used stays, but is no longer shared with what comes. */
const maximumValues = 200_000;

/** Gives equal values the same place in memory: thousands of applications share namespaces, projects and images. */
export class SharedValues {
  readonly #texts = new Map<string, string>();
  readonly #images = new Map<string, DeployedImage>();

  private constructor() {}

  static create(): SharedValues {
    return new SharedValues();
  }

  text(value: string): string;
  text(value: string | undefined): string | undefined;
  text(value: string | undefined): string | undefined {
    return value === undefined
      ? undefined
      : share(this.#texts, value, () => value);
  }

  /** An image by its reference. What is returned is used by others too: it must not be changed. */
  image(reference: string): DeployedImage {
    return share(this.#images, reference, () =>
      Object.freeze(parseImage(reference)),
    );
  }
}

function share<T>(known: Map<string, T>, key: string, make: () => T): T {
  const existing = known.get(key);
  if (existing !== undefined) {
    return existing;
  }
  if (known.size >= maximumValues) {
    known.clear();
  }
  const value = make();
  known.set(key, value);
  return value;
}
