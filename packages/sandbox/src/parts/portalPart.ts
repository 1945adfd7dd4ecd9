import { createRequire } from 'node:module';
import { join } from 'node:path';
import type { Part } from '../part.ts';
import { ServerProcess } from '../process/ServerProcess.ts';
import { CHECKOUT } from '../portal/checkout.ts';
import { portalEnvironment } from '../portal/portalEnvironment.ts';
import { preparePortal } from '../portal/preparePortal.ts';
import {
  isPortalReady,
  isProblem,
  portalStartHasFailed,
} from '../portal/portalHealth.ts';

const READY_TIMEOUT_MILLISECONDS = 180_000;

/** What the portal is served with. */
export interface PortalPartOptions {
  /** Wanted port; the next free one is taken when it is busy. */
  readonly port?: number;
}

/** The portal itself: the same backend as in production, with the sandbox's configuration on top. */
export function portalPart(options: PortalPartOptions = {}): Part {
  const directory = join(CHECKOUT, 'packages/backend');
  const chosen = { port: 0 };
  return {
    name: 'portal',
    title: 'Portal',
    needs: ['postgresql'],
    after: ['github', 'app'],

    async prepare(context) {
      const told = await preparePortal(context, options.port);
      chosen.port = Number(told.SANDBOX_PORTAL_PORT);
      return told;
    },

    async start({ dataDirectory, environment, signal, recordProcess }) {
      const transform = createRequire(join(directory, 'package.json')).resolve(
        '@backstage/cli/config/nodeTransform.cjs',
      );
      const logFile = join(dataDirectory, 'portal.log');
      const server = await ServerProcess.start({
        name: 'The portal',
        command: process.execPath,
        arguments: [
          '--require',
          transform,
          'src/index',
          '--config',
          join(CHECKOUT, 'app-config.yaml'),
          '--config',
          join(CHECKOUT, 'app-config.sandbox.yaml'),
        ],
        workingDirectory: directory,
        environment: {
          ...portalEnvironment(environment),
          NODE_ENV: 'production',
        },
        logFile,
        hasFailed: () => portalStartHasFailed(logFile),
        ready: () => isPortalReady(`http://127.0.0.1:${chosen.port}`),
        readyTimeoutMilliseconds: READY_TIMEOUT_MILLISECONDS,
        // It writes every question into its log.
        readyIntervalMilliseconds: 250,
        isWorthShowing: isProblem,
        // It waits for requests that its own plugins keep open; nothing is lost when it is not let finish.
        stopTimeoutMilliseconds: 6_000,
        signal,
        recordProcess,
      });
      return {
        environment: {},
        location: `http://localhost:${chosen.port}`,
        stopped: server.stopped,
        stop: () => server.stop(),
      };
    },
  };
}
