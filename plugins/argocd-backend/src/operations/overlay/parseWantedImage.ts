import { InputError } from '@backstage/errors';
import type { DeployedImage } from '@golden-path/plugin-argocd-common';
import { parseImage } from '../../client/parseImage';

/** The version that somebody wants, and of which image, where they say so. */
export type WantedImage = Pick<DeployedImage, 'tag' | 'digest'> & {
  readonly name?: string;
};

// https://github.com/opencontainers/distribution-spec/blob/main/spec.md#pulling-manifests
const tagPattern = /^[a-zA-Z0-9_][a-zA-Z0-9._-]{0,127}$/;
const digestPattern = /^sha256:[0-9a-f]{64}$|^sha512:[0-9a-f]{128}$/;
const namePattern =
  /^[a-z0-9]([a-z0-9.-]*[a-z0-9])?(:\d{1,5})?(\/[a-z0-9]+(?:(?:\.|_{1,2}|-+)[a-z0-9]+)*){0,20}$/;

/** Reads `v1.9.0`, `sha256:…`, `v1.9.0@sha256:…`, or one of these behind the name of an image. */
export function parseWantedImage(text: string): WantedImage {
  const trimmed = text.trim();
  const wanted = digestPattern.test(trimmed)
    ? { digest: trimmed }
    : parseReference(trimmed);
  const { name, tag, digest } = wanted;
  const isValid =
    trimmed.length <= 500 &&
    (tag !== undefined || digest !== undefined) &&
    (tag === undefined || tagPattern.test(tag)) &&
    (digest === undefined || digestPattern.test(digest)) &&
    (name === undefined || namePattern.test(name)) &&
    // A digest that is too short could be taken for a tag of an image called sha256.
    !/^sha\d+$/.test(name ?? '');
  if (!isValid) {
    throw new InputError(
      `'${trimmed.slice(
        0,
        100,
      )}' is not a version of an image: give a tag such as v1.9.0, a digest such as sha256:…, or both as v1.9.0@sha256:…`,
    );
  }
  return wanted;
}

function parseReference(text: string): WantedImage {
  const [address, digest, ...more] = text.split('@');
  if (more.length > 0) {
    return {};
  }
  const isName = address.includes('/') || address.includes(':');
  if (!isName) {
    return { tag: address, ...(digest !== undefined && { digest }) };
  }
  return parseImage(text);
}
