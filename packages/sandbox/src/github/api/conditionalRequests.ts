import { createHash } from 'node:crypto';
import type { MiddlewareHandler } from 'hono';
import type { GitHubEnvironment } from '../GitHubContext.ts';

/** Archives are streamed, so their content is not known before they are sent. */
const streamed = /\/(tarball|zipball)(\/|$)/;

function isMatch(header: string, tag: string): boolean {
  const plain = (value: string) => value.trim().replace(/^W\//, '');
  return (
    header.trim() === '*' ||
    header.split(',').some(value => plain(value) === plain(tag))
  );
}

/**
 * Gives every answer to a read a tag, and answers 304 without a body to who has it already.
 * @see https://docs.github.com/en/rest/using-the-rest-api/best-practices-for-using-the-rest-api#use-conditional-requests-if-appropriate
 */
export function conditionalRequests(): MiddlewareHandler<GitHubEnvironment> {
  return async (c, next) => {
    await next();
    const isRead = c.req.method === 'GET' || c.req.method === 'HEAD';
    if (!isRead || c.res.status !== 200 || streamed.test(c.req.path)) {
      return;
    }
    const content = await c.res.clone().arrayBuffer();
    const digest = createHash('sha256').update(Buffer.from(content));
    // Weak, as two people may be told the same by other headers.
    const tag = c.res.headers.get('etag') ?? `W/"${digest.digest('hex')}"`;
    c.res.headers.set('etag', tag);
    c.res.headers.set('cache-control', 'private, max-age=60, s-maxage=60');
    if (isMatch(c.req.header('if-none-match') ?? '', tag)) {
      const { headers } = c.res;
      headers.delete('content-type');
      headers.delete('content-length');
      c.res = undefined;
      c.res = new Response(null, { status: 304, headers });
    }
  };
}
