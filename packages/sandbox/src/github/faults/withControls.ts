import { Hono } from 'hono';
import { z } from 'zod';
import { readBody } from '../api/readBody.ts';
import type { GitHubContext } from '../GitHubContext.ts';
import { requestFaultSchema } from './RequestFault.ts';

type Front = (request: Request) => Response | Promise<Response>;

const setSchema = z.array(requestFaultSchema);

/** Lets tests in other processes change the failures and read the record of writes. */
export function withControls(context: GitHubContext, front: Front): Front {
  const { faults, writes } = context;
  const controls = new Hono();
  controls.put('/_controls/faults/:name', async c => {
    faults.set(c.req.param('name'), await readBody(c, setSchema));
    return c.body(null, 204);
  });
  controls.delete('/_controls/faults/:name', c => {
    faults.delete(c.req.param('name'));
    return c.body(null, 204);
  });
  controls.get('/_controls/writes', c => {
    const repository = c.req.query('repository');
    return c.json(
      writes.records.filter(
        record => !repository || record.repository === repository,
      ),
    );
  });
  controls.onError(error => new Response(error.message, { status: 400 }));
  return request =>
    new URL(request.url).pathname.startsWith('/_controls/')
      ? controls.fetch(request)
      : front(request);
}
