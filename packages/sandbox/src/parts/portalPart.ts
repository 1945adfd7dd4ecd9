import { createRequire } from 'node:module';
import { delimiter, join } from 'node:path';
import { keptSecret } from '../data/keptSecret.ts';
import type { Part } from '../part.ts';
import { ServerProcess } from '../process/ServerProcess.ts';
import { CHECKOUT } from '../portal/checkout.ts';
import { documentationToolsDirectory } from '../portal/documentationTools.ts';

/** The port at which people look for it. */
const DEFAULT_PORT = 7007;

const READY_TIMEOUT_MILLISECONDS = 180_000;

/** What the portal is served with. */
export interface PortalPartOptions {
  /** Wanted port; the next free one is taken when it is busy. */
  readonly port?: number;
}

function environmentOf(
  sandbox: ReadonlyMap<string, string>,
): NodeJS.ProcessEnv {
  const forThePortal = [...sandbox].filter(([name]) =>
    name.startsWith('SANDBOX_'),
  );
  const tools = join(documentationToolsDirectory(), 'bin');
  return {
    ...process.env,
    ...Object.fromEntries(forThePortal),
    NODE_ENV: 'production',
    // Put there even while they are being installed: they are found as soon as they are complete.
    PATH: [tools, process.env.PATH].join(delimiter),
  };
}

async function isReady(url: string): Promise<boolean> {
  const response = await fetch(`${url}/.backstage/health/v1/readiness`, {
    signal: AbortSignal.timeout(5_000),
  });
  await response.body?.cancel();
  return response.ok;
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

    async prepare({ dataDirectory, port }) {
      const wanted = options.port ?? DEFAULT_PORT;
      chosen.port = await port(`portal-${wanted}`, wanted);
      return {
        SANDBOX_PORTAL_URL: `http://localhost:${chosen.port}`,
        SANDBOX_PORTAL_PORT: String(chosen.port),
        SANDBOX_SESSION_SECRET: await keptSecret(
          dataDirectory,
          'session-secret',
        ),
      };
    },

    async start({ dataDirectory, environment, signal, recordProcess }) {
      const transform = createRequire(join(directory, 'package.json')).resolve(
        '@backstage/cli/config/nodeTransform.cjs',
      );
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
        environment: environmentOf(environment),
        logFile: join(dataDirectory, 'portal.log'),
        ready: () => isReady(`http://127.0.0.1:${chosen.port}`),
        readyTimeoutMilliseconds: READY_TIMEOUT_MILLISECONDS,
        // It writes every question into its log.
        readyIntervalMilliseconds: 250,
        isWorthShowing: line => !line.includes('"level":"info"'),
        stopTimeoutMilliseconds: 20_000,
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
