import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Part } from '../part.ts';
import { CHECKOUT } from '../portal/checkout.ts';
import { portalEnvironment } from '../portal/portalEnvironment.ts';
import { isPortalReady } from '../portal/portalHealth.ts';
import { preparePortal } from '../portal/preparePortal.ts';
import { ServerProcess } from '../process/ServerProcess.ts';
import type { PortalPartOptions } from './portalPart.ts';

const READY_TIMEOUT_MILLISECONDS = 300_000;

/** The portal served from its sources: pages and backend load anew what changes. */
export function developmentServerPart(options: PortalPartOptions = {}): Part {
  const ports = { backend: 0, pages: 0 };
  return {
    name: 'portal',
    title: 'Portal from sources',
    needs: ['postgresql'],
    after: ['github'],

    async prepare(context) {
      const told = await preparePortal(context, options.port);
      ports.backend = Number(told.SANDBOX_PORTAL_PORT);
      ports.pages = await context.port('pages', 3000);
      return told;
    },

    async start({ dataDirectory, environment, signal, recordProcess }) {
      const commandLine = createRequire(join(CHECKOUT, 'package.json')).resolve(
        '@backstage/cli/package.json',
      );
      const pages = `http://localhost:${ports.pages}`;
      const logFile = join(dataDirectory, 'development.log');
      const server = await ServerProcess.start({
        name: 'The development server',
        command: process.execPath,
        arguments: [
          join(dirname(commandLine), 'bin/backstage-cli'),
          'repo',
          'start',
          '--config',
          join(CHECKOUT, 'app-config.yaml'),
          '--config',
          join(CHECKOUT, 'app-config.sandbox.yaml'),
        ],
        workingDirectory: CHECKOUT,
        environment: {
          ...portalEnvironment(environment),
          // The pages have a server of their own here.
          APP_CONFIG_app_baseUrl: pages,
          APP_CONFIG_backend_cors_origin: pages,
        },
        logFile,
        ready: async () =>
          (await isPortalReady(`http://127.0.0.1:${ports.backend}`)) &&
          (
            await fetch(pages, { method: 'HEAD' })
          ).ok,
        readyTimeoutMilliseconds: READY_TIMEOUT_MILLISECONDS,
        readyIntervalMilliseconds: 500,
        signal,
        recordProcess,
      });
      return {
        environment: {},
        location: `${pages}, log in ${logFile}`,
        stopped: server.stopped,
        stop: () => server.stop(),
      };
    },
  };
}
