import type { Request } from 'express';

/**
 * The query of a request, by name; a repeated parameter gives an array. Express's own reading makes an object of what
 * is repeated more than 20 times.
 */
export function readQuery(
  request: Pick<Request, 'originalUrl'>,
): Record<string, string | string[]> {
  const { searchParams } = new URL(request.originalUrl, 'http://localhost');
  return Object.fromEntries(
    [...new Set(searchParams.keys())].map(name => {
      const values = searchParams.getAll(name);
      return [name, values.length === 1 ? values[0] : values];
    }),
  );
}
