import { join } from 'node:path';
import type { Part } from '../part.ts';
import { openLineLog } from '../process/openLineLog.ts';
import { ACTIONS_TOKEN_VARIABLE } from './gitHubPart.ts';
import { KUBECTL_VARIABLE } from './kubernetesPart.ts';

/** Those who turn desired state into status, as controllers would: Argo CD, the workloads and the pipelines. */
export function playersPart(): Part {
  return {
    name: 'players',
    title: 'Argo CD, workloads, CI',
    needs: ['cluster-content', 'github'],

    async start(context) {
      // Loaded only where it is started: the Kubernetes client is large.
      const { startPlayers } = await import('../players/index.ts');
      const { adminKubeConfig } = await import('./adminKubeConfig.ts');
      const { environment } = context;
      const log = openLineLog(join(context.dataDirectory, 'players.log'));
      const players = await startPlayers({
        kubeConfig: adminKubeConfig(context),
        directory: context.dataDirectory,
        kubectl: environment.get(KUBECTL_VARIABLE) ?? 'kubectl',
        gitHub: {
          url: environment.get('SANDBOX_GITHUB_URL') ?? '',
          token: environment.get('SANDBOX_GITHUB_TOKEN') ?? '',
          actionsToken: environment.get(ACTIONS_TOKEN_VARIABLE) ?? '',
        },
        log: log.write,
      });
      return {
        environment: {},
        location: 'played by the sandbox',
        async stop() {
          await players.stop();
          log.close();
        },
      };
    },
  };
}
