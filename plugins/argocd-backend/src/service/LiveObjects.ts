import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import type {
  DeploymentEvent,
  Resource,
  Source,
} from '@golden-path/plugin-argocd-common';
import { clustersServiceRef } from '@golden-path/plugin-platform-node';
import type { Application } from '../client/Application';
import { readArgocdConfig } from '../config';
import { DefaultLiveObjects } from './DefaultLiveObjects';

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

/** One for the whole process, so that people who look at the same time ask a cluster once. */
export const liveObjectsRef = createServiceRef<LiveObjects>({
  id: 'golden-path.argocd.live-objects',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { clusters: clustersServiceRef, config: coreServices.rootConfig },
      factory({ clusters, config }) {
        const { instances } = readArgocdConfig(config, clusters.names());
        return DefaultLiveObjects.create({ clusters, instances });
      },
    }),
});
