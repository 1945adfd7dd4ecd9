import type { RequestOptions } from 'node:https';
import { NotFoundError } from '@backstage/errors';
import type { Configuration, RequestContext } from '@kubernetes/client-node';
import type { ClusterConnection } from '../ClustersService';

/** Makes the API classes of the Kubernetes client use a connection, as `KubeConfig.makeApiClient` does. */
export async function apiConfigurationOf(
  connection: ClusterConnection,
): Promise<Configuration> {
  const { createConfiguration, ServerConfiguration } = await import(
    '@kubernetes/client-node'
  );
  const cluster = connection.getCurrentCluster();
  if (!cluster) {
    throw new NotFoundError('The connection names no cluster');
  }
  return createConfiguration({
    baseServer: new ServerConfiguration(cluster.server, {}),
    authMethods: {
      default: {
        getName: () => 'cluster connection',
        async applySecurityAuthentication(context: RequestContext) {
          const options: RequestOptions = { headers: {} };
          await connection.applyToHTTPSOptions(options);
          for (const [name, value] of Object.entries(options.headers ?? {})) {
            context.setHeaderParam(name, String(value));
          }
          if (typeof options.agent === 'object') {
            context.setAgent(options.agent);
          }
        },
      },
    },
  });
}
