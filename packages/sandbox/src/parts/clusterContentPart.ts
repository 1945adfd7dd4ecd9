import { join } from 'node:path';
import type { Part } from '../part.ts';
import { openLineLog } from '../process/openLineLog.ts';

/** What lies in the cluster from the first start on: resource definitions, namespaces, rights, projects, applications. */
export function clusterContentPart(): Part {
  return {
    name: 'cluster-content',
    title: 'Content of the cluster',
    needs: ['kubernetes'],

    async start(context) {
      // Loaded only where it is started: the Kubernetes client is large.
      const { installClusterContent } = await import(
        '../cluster/installClusterContent.ts'
      );
      const { adminKubeConfig } = await import('./adminKubeConfig.ts');
      const log = openLineLog(join(context.dataDirectory, 'content.log'));
      try {
        await installClusterContent({
          kubeConfig: adminKubeConfig(context),
          gitHubUrl: context.environment.get('SANDBOX_GITHUB_URL') ?? '',
          log: message => {
            log.write(message);
            context.progress(message);
          },
        });
      } finally {
        log.close();
      }
      return {
        environment: {},
        location: 'installed',
        async stop() {
          // It stays in the cluster.
        },
      };
    },
  };
}
