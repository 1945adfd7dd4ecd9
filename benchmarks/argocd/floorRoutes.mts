import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import { createPermission } from '@backstage/plugin-permission-common';
import createRouter from 'express-promise-router';

const permission = createPermission({
  name: 'floor.read',
  attributes: { action: 'read' },
});

/** Routes that do nothing but what every honest route does. */
export const floorRoutes = createBackendPlugin({
  pluginId: 'floor',
  register(registry) {
    registry.registerInit({
      deps: {
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
        permissions: coreServices.permissions,
      },
      async init({ httpAuth, httpRouter, permissions }) {
        const router = createRouter();
        router.get('/open', (_, response) => {
          response.json({ ok: true });
        });
        router.get('/authenticated', async (request, response) => {
          await httpAuth.credentials(request, { allow: ['user'] });
          response.json({ ok: true });
        });
        router.get('/authorized', async (request, response) => {
          const credentials = await httpAuth.credentials(request, {
            allow: ['user'],
          });
          const [{ result }] = await permissions.authorize([{ permission }], {
            credentials,
          });
          response.json({ ok: result === 'ALLOW' });
        });
        httpRouter.use(router);
        httpRouter.addAuthPolicy({ path: '/open', allow: 'unauthenticated' });
      },
    });
  },
});
