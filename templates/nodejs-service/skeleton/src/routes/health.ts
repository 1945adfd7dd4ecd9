import { Router } from 'express';

/** Says whether new requests should be sent to this process. */
export interface Readiness {
  ready: boolean;
}

/**
 * `/live`: the process answers, so do not restart it.
 * `/ready`: it can serve now. Check what the service cannot work without here,
 * never in `/live`: a restart does not repair a database.
 */
export function createHealthRouter(readiness: Readiness): Router {
  const router = Router();
  router.get('/live', (_request, response) => {
    response.json({ status: 'ok' });
  });
  router.get('/ready', (_request, response) => {
    response
      .status(readiness.ready ? 200 : 503)
      .json({ status: readiness.ready ? 'ok' : 'shutting down' });
  });
  return router;
}
