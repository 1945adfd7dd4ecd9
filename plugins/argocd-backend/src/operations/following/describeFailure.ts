import type { ServiceEntity } from '../../service/ServiceEntity';
import type { LiveApplication } from '../../client/LiveApplication';
import { deploymentDetailOf } from '../../service/deploymentDetailOf';
import { deploymentOf } from '../../service/deploymentOf';
import type { OperationServices } from '../OperationServices';

/** Why an application is not as it should be: the deepest cause that is known, and what helps. */
export async function describeFailure(
  services: Pick<OperationServices, 'applications' | 'liveObjects' | 'rules'>,
  { application }: LiveApplication,
  entityRef: string | undefined,
): Promise<string | undefined> {
  const { applications, liveObjects, rules } = services;
  const rollouts = applications.rolloutsOf(application);
  // Only what the application is in itself is told here: whose it is was decided before.
  const entity: ServiceEntity = {
    entityRef: entityRef ?? 'component:default/unknown',
    ownerRefs: [],
    applications: { type: 'none' },
  };
  const deployment = deploymentOf(
    { application, rollout: rollouts[0] },
    entity,
    rules,
  );
  const live = await liveObjects.get(application);
  const { sentence, severity, advice } = deploymentDetailOf({
    application,
    deployment,
    rollouts,
    live,
  }).explanation;
  if (severity === 'ok') {
    return undefined;
  }
  return advice ? `${sentence} ${advice}` : sentence;
}
