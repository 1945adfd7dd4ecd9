import { join } from 'node:path';
import type { Part } from '../part.ts';
import { openLineLog } from '../process/openLineLog.ts';

/** Stands in for a value that only a running GitHub has, so that the portal's configuration is complete without it. */
const NOT_AVAILABLE = 'not-available';

/** Under this name the other parts find the token of the pipelines; the portal gets it not. */
export const ACTIONS_TOKEN_VARIABLE = 'GITHUB_ACTIONS_TOKEN';

/**
 * The sandbox's GitHub, with the repositories of the example organisation. One that is thrown away afterwards takes any
 * port, and lets tests ask for failures.
 */
export function gitHubPart(options: { throwAway?: boolean } = {}): Part {
  const chosen = { port: 0 };
  return {
    name: 'github',
    title: 'GitHub',

    async prepare({ port }) {
      chosen.port = await port('github', options.throwAway ? 0 : 7010);
      const url = `http://localhost:${chosen.port}`;
      return {
        SANDBOX_GITHUB_URL: url,
        SANDBOX_GITHUB_HOST: `localhost:${chosen.port}`,
        SANDBOX_GITHUB_TOKEN: NOT_AVAILABLE,
        SANDBOX_GITHUB_CLIENT_ID: NOT_AVAILABLE,
        SANDBOX_GITHUB_CLIENT_SECRET: NOT_AVAILABLE,
        SANDBOX_CATALOG_URL: `${url}/acme/software-catalog/blob/main/all-components.yaml`,
      };
    },

    async start({ dataDirectory, environment }) {
      // Loaded only where it is started: the other commands need none of it.
      const { startGitHub } = await import('../github/index.ts');
      const { exampleRepositories } = await import(
        '../seed/exampleRepositories.ts'
      );
      const log = openLineLog(join(dataDirectory, 'github.log'));
      const gitHub = await startGitHub({
        dataDirectory,
        port: chosen.port,
        portalUrl:
          environment.get('SANDBOX_PORTAL_URL') ?? 'http://localhost:7007',
        repositories: exampleRepositories(),
        controls: options.throwAway,
        log: log.write,
      });
      return {
        environment: {
          SANDBOX_GITHUB_TOKEN: gitHub.token,
          [ACTIONS_TOKEN_VARIABLE]: gitHub.actionsToken,
          SANDBOX_GITHUB_CLIENT_ID: gitHub.clientId,
          SANDBOX_GITHUB_CLIENT_SECRET: gitHub.clientSecret,
          ...(gitHub.catalogUrl
            ? { SANDBOX_CATALOG_URL: gitHub.catalogUrl }
            : {}),
        },
        location: gitHub.url,
        async stop() {
          await gitHub.stop();
          log.close();
        },
      };
    },
  };
}
