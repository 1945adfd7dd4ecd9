import type { Context } from 'hono';

/** Which part of a list is asked for. */
export interface Page {
  readonly number: number;
  readonly size: number;
}

/** Reads `page` and `per_page`. */
export function readPage(c: Context): Page {
  const read = (name: string, fallback: number) => {
    const value = Number.parseInt(c.req.query(name) ?? '', 10);
    return Number.isFinite(value) && value > 0 ? value : fallback;
  };
  return { number: read('page', 1), size: Math.min(read('per_page', 30), 100) };
}

/** Tells in the `Link` header, as GitHub does, where the neighbouring pages are. */
export function linkPages(
  c: Context,
  url: string,
  { page, total }: { page: Page; total: number },
): void {
  const last = Math.max(1, Math.ceil(total / page.size));
  const link = (number: number, relation: string) => {
    const target = new URL(c.req.url);
    target.searchParams.set('page', String(number));
    return `<${url}${target.pathname}${target.search}>; rel="${relation}"`;
  };
  const links = [
    ...(page.number > 1
      ? [link(1, 'first'), link(page.number - 1, 'prev')]
      : []),
    ...(page.number < last
      ? [link(page.number + 1, 'next'), link(last, 'last')]
      : []),
  ];
  if (links.length > 0) {
    c.header('link', links.join(', '));
  }
}

/** The asked part of a list that is wholly there, with its `Link` header. */
export function paginate<Item>(
  c: Context,
  url: string,
  items: readonly Item[],
): Item[] {
  const page = readPage(c);
  linkPages(c, url, { page, total: items.length });
  const start = (page.number - 1) * page.size;
  return items.slice(start, start + page.size);
}
