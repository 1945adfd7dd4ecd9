import type {
  Deployment,
  HealthStatusName,
  Rollout,
  SyncStatusName,
} from '@golden-path/plugin-argocd-common';
import type { Application } from '../client/Application';
import type { ServiceEntity } from './ServiceEntity';

/** What is remembered of a deployment to find it among all: small, since there are many. */
export interface FleetRow
  extends Pick<Deployment, 'environment' | 'instance' | 'confirmed'> {
  readonly entity: ServiceEntity;
  readonly application: Application;
  readonly rollout?: Rollout;
  readonly health: HealthStatusName;
  readonly sync: SyncStatusName;
  /** The place of its environment in the order of promotion. */
  readonly promotionRank: number;
  /** See `attentionOf`; 0 for what asks for none. */
  readonly attentionRank: number;
  readonly problem?: string;
  /** What it can be found by, in lower case. */
  readonly text: string;
}
