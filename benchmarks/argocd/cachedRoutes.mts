import {
  coreServices,
  createBackendPlugin,
} from '@backstage/backend-plugin-api';
import createRouter from 'express-promise-router';

/** An answer that was kept. */
interface Answer {
  readonly status: number;
  readonly body: Buffer;
}

const lifetimeMilliseconds = 30_000;

/**
 * A cache of 30 s before the routes of another plugin, as favourable as it can be: answers are shared by all callers,
 * and of the rights of a caller only the sign-in is checked. `/api/cached/<plugin>/…` stands for `/api/<plugin>/…`.
 */
export const cachedRoutes = createBackendPlugin({
  pluginId: 'cached',
  register(registry) {
    registry.registerInit({
      deps: {
        config: coreServices.rootConfig,
        httpAuth: coreServices.httpAuth,
        httpRouter: coreServices.httpRouter,
      },
      async init({ config, httpAuth, httpRouter }) {
        const port = config.getNumber('backend.listen.port');
        const answers = new Map<
          string,
          { at: number; answer: Promise<Answer> }
        >();
        const load = async (url: string, authorization = '') => {
          const response = await fetch(`http://127.0.0.1:${port}/api${url}`, {
            headers: { Authorization: authorization },
          });
          return {
            status: response.status,
            body: Buffer.from(await response.arrayBuffer()),
          };
        };
        const router = createRouter();
        router.get('*', async (request, response) => {
          await httpAuth.credentials(request, { allow: ['user'] });
          const { url, headers } = request;
          let kept = answers.get(url);
          if (!kept || Date.now() - kept.at > lifetimeMilliseconds) {
            kept = { at: Date.now(), answer: load(url, headers.authorization) };
            answers.set(url, kept);
          }
          const { status, body } = await kept.answer;
          response.status(status).type('application/json').send(body);
        });
        httpRouter.use(router);
      },
    });
  },
});
