import type {
  Deployment,
  EnvironmentDistance,
  HistoryEntryDetail,
  Source,
} from '@golden-path/plugin-argocd-common';
import type { ServiceEntity } from './ServiceEntity';

/** What Git says about deployments, as far as it is known at this moment: nobody waits for it. */
export interface DeploymentCommits {
  /** How far neighbouring environments are apart. */
  distancesOf(
    entity: ServiceEntity,
    deployments: readonly Deployment[],
  ): EnvironmentDistance[];
  /** The past deployments with their commits, and where those come from. */
  historyOf(
    entity: ServiceEntity,
    deployment: Deployment,
  ): { history: HistoryEntryDetail[]; sources: Source[] };
}
