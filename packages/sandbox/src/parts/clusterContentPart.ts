import { join } from 'node:path';
import { installClusterContent } from '../cluster/installClusterContent.ts';
import type { Part } from '../part.ts';
import { openLineLog } from '../process/openLineLog.ts';
import { adminKubeConfig } from './adminKubeConfig.ts';

/** What lies in the cluster from the first start on: resource definitions, namespaces, rights, projects, applications. */
export function clusterContentPart(): Part {
  return {
    name: 'cluster-content',
    title: 'Content of the cluster',
    needs: ['kubernetes'],

    async start(context) {
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
