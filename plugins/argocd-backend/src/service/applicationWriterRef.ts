import {
  coreServices,
  createServiceFactory,
  createServiceRef,
} from '@backstage/backend-plugin-api';
import { clustersServiceRef } from '@golden-path/plugin-platform-node';
import type { ApplicationWriter } from '../client/ApplicationWriter';
import { readArgocdConfig } from '../config';
import { InstanceApplicationWriters } from './InstanceApplicationWriters';

/** What changes the applications of all Argo CD instances, one for the whole process. */
export const applicationWriterRef = createServiceRef<ApplicationWriter>({
  id: 'golden-path.argocd.application-writer',
  scope: 'root',
  defaultFactory: async service =>
    createServiceFactory({
      service,
      deps: { clusters: clustersServiceRef, config: coreServices.rootConfig },
      factory({ clusters, config }) {
        const { instances } = readArgocdConfig(config, clusters.names());
        return InstanceApplicationWriters.create({ clusters, instances });
      },
    }),
});
