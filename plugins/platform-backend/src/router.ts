import type { HttpAuthService } from '@backstage/backend-plugin-api';
import { parseServiceName } from '@golden-path/plugin-platform-common';
import type { Router } from 'express';
import createPromiseRouter from 'express-promise-router';
import type { EnvironmentsService } from './service/EnvironmentsService';
import type { NamesService } from './service/NamesService';

/** What the routes are served by. */
export interface RouterOptions {
  readonly httpAuth: HttpAuthService;
  readonly names: NamesService;
  readonly environments: EnvironmentsService;
}

/** The REST API of the platform. */
export function createRouter(options: RouterOptions): Router {
  const { httpAuth, names, environments } = options;
  const router = createPromiseRouter();

  router.get('/v1/names/:name/availability', async (req, res) => {
    const name = parseServiceName(req.params.name);
    const credentials = await httpAuth.credentials(req, { allow: ['user'] });
    res.json(await names.checkAvailability(name, { credentials }));
  });

  router.get('/v1/environments', async (req, res) => {
    const credentials = await httpAuth.credentials(req);
    res.json(await environments.list({ credentials }));
  });

  return router;
}
