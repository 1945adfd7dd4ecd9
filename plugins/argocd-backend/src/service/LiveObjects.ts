import type {
  DeploymentEvent,
  Resource,
  Source,
} from '@golden-path/plugin-argocd-common';
import type { Application } from '../client/Application';

/** What the cluster says about the objects of one application at this moment. */
export interface LiveObjectsAnswer {
  /** The objects that those of Git made, such as ReplicaSets and Pods, with their parents. */
  children: Resource[];
  /** The latest first. */
  events: DeploymentEvent[];
  /** Where it comes from; a cluster that does not answer gives no children and no events. */
  sources: Source[];
}

/** Objects that are too many to be watched: they are asked for when somebody looks, and kept for a few seconds. */
export interface LiveObjects {
  /** Does not throw for a cluster that fails: the answer says so. */
  get(application: Application): Promise<LiveObjectsAnswer>;
}
