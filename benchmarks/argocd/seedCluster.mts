import { applicationOf } from './applicationOf.mts';
import { namespaceOf, type Fleet } from './fleet.mts';
import {
  applicationsPath,
  type KubernetesClient,
} from './KubernetesClient.mts';

/** Creates the namespaces and applications of a fleet in the cluster. */
export async function seedCluster(
  kubernetes: KubernetesClient,
  fleet: Fleet,
): Promise<void> {
  const create = async (path: string, body: object) => {
    const answer = await kubernetes.call({ method: 'POST', path, body });
    if (answer.status !== 201) {
      throw new Error(`Could not create at ${path}: ${answer.body}`);
    }
  };
  for (let instance = 0; instance < fleet.instances; instance += 1) {
    await create('/api/v1/namespaces', {
      metadata: { name: namespaceOf(fleet, instance) },
    });
  }
  let next = 0;
  const work = async () => {
    while (next < fleet.applications) {
      const application = applicationOf(fleet, next);
      next += 1;
      await create(
        applicationsPath(application.metadata.namespace),
        application,
      );
    }
  };
  await Promise.all(Array.from({ length: 32 }, work));
}
