import {
  InputError,
  NotFoundError,
  ServiceUnavailableError,
} from '@backstage/errors';
import {
  matchesQuery,
  type Deployment,
  type RolloutDetail,
} from '@golden-path/plugin-argocd-common';
import type { OperationTarget } from '@golden-path/plugin-operations-common';
import type { OperationSubject } from '@golden-path/plugin-operations-node';
import type {
  Environment,
  TargetConfirmation,
} from '@golden-path/plugin-platform-common';
import type { Application } from '../client/Application';
import type { ApplicationAddress } from '../client/ApplicationWriter';
import type { LiveApplication } from '../client/LiveApplication';
import { confirmationOf, deploymentOf } from '../service/deploymentOf';
import type { ServiceEntity } from '../service/ServiceEntity';
import { serviceEntityOf } from '../service/serviceEntityOf';
import type { OperationServices } from './OperationServices';
import {
  selectApplication,
  type ApplicationSelector,
} from './selectApplication';

/** An application of an entity, as Argo CD tells it at this moment. */
export interface ApplicationTarget {
  readonly entity: ServiceEntity;
  /** What people call the service. */
  readonly serviceName: string;
  readonly address: ApplicationAddress;
  readonly live: LiveApplication;
  readonly deployment: Deployment;
  readonly rollouts: readonly RolloutDetail[];
  readonly confirmation: TargetConfirmation;
  readonly environment?: Environment;
  readonly target: OperationTarget;
}

/** Options of {@link readTarget}. */
export interface TargetRequest {
  readonly subject: OperationSubject;
  readonly selector: ApplicationSelector;
  readonly signal: AbortSignal;
}

/**
 * Finds the application that is meant among those of the entity, and reads it from Argo CD: the memory of the read side
 * says which there are, and nothing else is taken from it.
 */
export async function readTarget(
  services: OperationServices,
  { subject, selector, signal }: TargetRequest,
): Promise<ApplicationTarget> {
  if (subject.type !== 'entity') {
    throw new InputError('This is done to an entity: give its reference.');
  }
  const entity = serviceEntityOf(subject.entity);
  const { application } = selectFrom(services, entity, selector);
  const address = addressOf(application);
  const live = await services.writer.read(address, { signal });
  const query = queryOf(entity);
  if (!live || !query || !matchesQuery(query, live.application)) {
    throw new NotFoundError(
      `Argo CD ${address.instance} no longer has an application ${address.name} of ${entity.entityRef}: look again.`,
    );
  }
  return describeTarget(services, {
    entity,
    live,
    serviceName: subject.entity.metadata.name,
  });
}

/** What is known of an application that was read. */
export function describeTarget(
  { applications, rules }: OperationServices,
  read: { entity: ServiceEntity; live: LiveApplication; serviceName: string },
): ApplicationTarget {
  const { entity, live, serviceName } = read;
  const { application } = live;
  const rollouts = applications.rolloutsOf(application);
  const deployment = deploymentOf(
    { application, rollout: rollouts[0] },
    entity,
    rules,
  );
  // The project may be another one than the memory had: a request with the old one would be refused.
  const address = addressOf(application);
  return {
    entity,
    serviceName,
    address,
    live,
    deployment,
    rollouts,
    confirmation: confirmationOf(application, entity, rules),
    environment: rules.environments.find(
      ({ name }) => name === deployment.environment,
    ),
    target: {
      key: `argocd/${address.instance}/${address.namespace}/${address.name}`,
      title: address.name,
      environment: deployment.environment,
      url: deployment.links.argocd,
    },
  };
}

function selectFrom(
  { applications, rules }: OperationServices,
  entity: ServiceEntity,
  selector: ApplicationSelector,
) {
  const { environment } = selector;
  const known = rules.environments.map(({ name }) => name);
  if (environment !== undefined && !known.includes(environment)) {
    throw new InputError(
      `There is no environment '${environment.slice(
        0,
        100,
      )}'. Known environments: ${known.join(', ')}`,
    );
  }
  const query = queryOf(entity);
  const found = query ? applications.find(query) : [];
  const warming = query
    ? applications.sources(query).find(({ status }) => status === 'warming')
    : undefined;
  if (warming && found.length === 0) {
    throw new ServiceUnavailableError(
      `The applications of the Argo CD instance ${warming.name} are still being read: try again in a few seconds.`,
    );
  }
  const candidates = found.map(application => ({
    application,
    ...deploymentIn(application, entity, rules),
  }));
  return selectApplication(entity.entityRef, candidates, selector);
}

function deploymentIn(
  application: Application,
  entity: ServiceEntity,
  rules: OperationServices['rules'],
) {
  const { environment, confirmed } = deploymentOf(
    { application },
    entity,
    rules,
  );
  return { environment, confirmed };
}

function queryOf({ applications, entityRef }: ServiceEntity) {
  if (applications.type === 'invalid') {
    throw new InputError(`${entityRef}: ${applications.problem}`);
  }
  return applications.type === 'query' ? applications.query : undefined;
}

function addressOf({
  instance,
  namespace,
  name,
  project,
}: Application): ApplicationAddress {
  return { instance, namespace, name, project };
}
