import { extname } from 'node:path/posix';
import type { PagePlace } from './findPlace.ts';

const images: Readonly<Record<string, string>> = {
  '.gif': 'image/gif',
  '.ico': 'image/x-icon',
  '.jpeg': 'image/jpeg',
  '.jpg': 'image/jpeg',
  '.png': 'image/png',
  '.svg': 'image/svg+xml',
  '.webp': 'image/webp',
};

/** Whether the file is a picture that a page can show. */
export function isImage(path: string): boolean {
  return Object.hasOwn(images, extname(path).toLowerCase());
}

/** Whether the bytes are something other than text. */
export function isBinary(content: Buffer): boolean {
  return content.subarray(0, 8000).includes(0);
}

/** The bytes of a file; undefined where there is none. A browser can never be made to run what is in it. */
export async function serveRaw(
  place: PagePlace,
): Promise<Response | undefined> {
  const object = await place.git.findPath(place.commit, place.path);
  if (object?.type !== 'blob') {
    return undefined;
  }
  const content = await place.git.read('blob', object.id);
  const type = isBinary(content)
    ? 'application/octet-stream'
    : 'text/plain; charset=utf-8';
  return new Response(new Uint8Array(content), {
    headers: {
      'content-type': images[extname(place.path).toLowerCase()] ?? type,
      'content-security-policy':
        "default-src 'none'; style-src 'unsafe-inline'; sandbox",
      'x-content-type-options': 'nosniff',
      etag: `"${object.id}"`,
    },
  });
}
