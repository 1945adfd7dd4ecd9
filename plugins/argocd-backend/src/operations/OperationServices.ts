import type {
  GitHubService,
  RepositoryWriterService,
} from '@golden-path/plugin-platform-node';
import type { ApplicationWriter } from '../client/ApplicationWriter';
import type { DeliveryConfig } from '../deliveryConfig';
import type { ApplicationsReadModel } from '../service/ApplicationsReadModel';
import type { DeploymentRules } from '../service/deploymentOf';
import type { LiveObjects } from '../service/LiveObjects';

/** What the operations of Argo CD work with. */
export interface OperationServices {
  /** Tells which applications there are, and when one of them changes. Nothing is decided by it. */
  readonly applications: ApplicationsReadModel;
  readonly writer: ApplicationWriter;
  readonly repositories: RepositoryWriterService;
  readonly gitHub: Pick<GitHubService, 'hosts' | 'findRepository'>;
  readonly liveObjects: LiveObjects;
  readonly rules: DeploymentRules;
  readonly delivery: DeliveryConfig;
  readonly readOnly: boolean;
  /** The image that a new service runs until its first build, without its digest. */
  readonly starterImage?: string;
  /** A clock that never goes back, in milliseconds. */
  readonly now?: () => number;
  /** Resolves after a time; rejects when the signal aborts. */
  readonly wait?: (milliseconds: number, signal: AbortSignal) => Promise<void>;
}
