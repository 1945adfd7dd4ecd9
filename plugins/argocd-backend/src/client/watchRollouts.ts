import {
  ApiStatusError,
  KubeConfigTransport,
  Reflector,
  type Transport,
} from '@golden-path/kubernetes-reflector';
import type { ClusterConnection } from '@golden-path/plugin-platform-node';
import {
  projectAnalysisRun,
  type WatchedAnalysisRun,
} from './projectAnalysisRun';
import { projectRollout, type WatchedRollout } from './projectRollout';

/** Options of {@link watchRollouts}. */
export interface WatchRolloutsOptions {
  loadKubeConfig: () => Promise<ClusterConnection>;
  logger: { info(message: string): void; warn(message: string): void };
  transport?: Transport;
}

/** The Rollouts of one cluster with their AnalysisRuns, kept in memory. */
export interface WatchedRollouts {
  rollouts: Reflector<WatchedRollout>;
  analysisRuns: Reflector<WatchedAnalysisRun>;
}

/** The name of the index of AnalysisRuns by their rollout, with keys such as `orders/order-service`. */
export const byRollout = 'rollout';

/** Argo Rollouts may be installed later, but not often. */
const askAgainSeconds = 300;

const group = '/apis/argoproj.io/v1alpha1';

const notInstalled = 'Argo Rollouts is not installed there';

/** Prepares to watch the Rollouts and AnalysisRuns of all namespaces of a cluster. */
export function watchRollouts(options: WatchRolloutsOptions): WatchedRollouts {
  const { loadKubeConfig, logger } = options;
  const shared = {
    transport: askingRarely(
      options.transport ?? KubeConfigTransport.create(loadKubeConfig),
    ),
    timing: { maximumBackoffMilliseconds: 5_000 },
    logger: {
      info: (message: string) => logger.info(message),
      // A cluster without Argo Rollouts is nothing to be warned of.
      warn: (message: string) =>
        message.includes(notInstalled)
          ? logger.info(message)
          : logger.warn(message),
    },
  };
  return {
    rollouts: Reflector.create<WatchedRollout>({
      ...shared,
      path: `${group}/rollouts`,
      project: projectRollout,
    }),
    analysisRuns: Reflector.create<WatchedAnalysisRun>({
      ...shared,
      path: `${group}/analysisruns`,
      project: projectAnalysisRun,
      indexers: {
        [byRollout]: ({ namespace, rollout }) => [`${namespace}/${rollout}`],
      },
    }),
  };
}

function askingRarely(transport: Transport): Transport {
  return {
    renewCredentials: () => transport.renewCredentials?.(),
    async get(path, signal) {
      try {
        return await transport.get(path, signal);
      } catch (error) {
        throw error instanceof ApiStatusError && error.status === 404
          ? new ApiStatusError({
              status: 404,
              message: notInstalled,
              retryAfterSeconds: askAgainSeconds,
            })
          : error;
      }
    },
  };
}
