import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import type { Part, SandboxContext } from '../part.ts';
import { CHECKOUT } from '../portal/checkout.ts';
import { portalEnvironment } from '../portal/portalEnvironment.ts';
import { isPortalReady } from '../portal/portalHealth.ts';
import { preparePortal } from '../portal/preparePortal.ts';
import { ServerProcess } from '../process/ServerProcess.ts';
import type { PortalPartOptions } from './portalPart.ts';

/** Where the pages are, when that is not where the backend is. Seen only among the parts. */
export const PAGES_VARIABLE = 'LOCAL_PAGES_URL';

const READY_TIMEOUT_MILLISECONDS = 300_000;

interface Workspace {
  readonly workspace: 'app' | 'backend';
  /** Where the pages are: they have a server of their own here. */
  readonly pages: string;
  ready(): Promise<boolean>;
}

async function startFromSources(
  { dataDirectory, environment, signal, recordProcess }: SandboxContext,
  { workspace, pages, ready }: Workspace,
): Promise<ServerProcess> {
  const directory = join(CHECKOUT, 'packages', workspace);
  const commandLine = createRequire(join(directory, 'package.json')).resolve(
    '@backstage/cli/package.json',
  );
  return await ServerProcess.start({
    name: `The development server of packages/${workspace}`,
    command: process.execPath,
    arguments: [
      join(dirname(commandLine), 'bin/backstage-cli'),
      'package',
      'start',
      '--config',
      join(CHECKOUT, 'app-config.yaml'),
      '--config',
      join(CHECKOUT, 'app-config.sandbox.yaml'),
    ],
    workingDirectory: directory,
    environment: {
      ...portalEnvironment(environment),
      APP_CONFIG_app_baseUrl: pages,
      APP_CONFIG_backend_cors_origin: pages,
    },
    logFile: join(dataDirectory, `${workspace}.log`),
    ready,
    readyTimeoutMilliseconds: READY_TIMEOUT_MILLISECONDS,
    readyIntervalMilliseconds: 500,
    stopTimeoutMilliseconds: 6_000,
    signal,
    recordProcess,
  });
}

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
      return {
        ...told,
        [PAGES_VARIABLE]: `http://localhost:${ports.pages}`,
      };
    },

    async start(context) {
      const pages = `http://localhost:${ports.pages}`;
      const [backend, app] = await Promise.all([
        startFromSources(context, {
          workspace: 'backend',
          pages,
          ready: () => isPortalReady(`http://127.0.0.1:${ports.backend}`),
        }),
        startFromSources(context, {
          workspace: 'app',
          pages,
          ready: async () => (await fetch(pages, { method: 'HEAD' })).ok,
        }),
      ]);
      return {
        environment: {},
        location: `${pages}, logs in ${context.dataDirectory}`,
        stopped: Promise.race([backend.stopped, app.stopped]),
        async stop() {
          await Promise.all([app.stop(), backend.stop()]);
        },
      };
    },
  };
}
