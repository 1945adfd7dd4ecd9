import type {
  Deployment,
  FleetDeployment,
} from '@golden-path/plugin-argocd-common';
import type { FleetRow } from './FleetRow';

/** A table shows the beginning of a message; the page of the deployment has all of it. */
const maximumMessage = 120;

/** The fields that a table of many deployments needs, and not those that would make a page of it twice as large. */
export function fleetDeploymentOf(
  { entity, problem }: FleetRow,
  deployment: Deployment,
): FleetDeployment {
  const {
    history: _history,
    resources: _resources,
    conditions: _conditions,
    ...rest
  } = deployment;
  const { health, images, links, operation, rollout } = rest;
  return {
    ...rest,
    health: withShortMessage(health),
    // These tell the version, of which two run during a rollout.
    images: images.filter(({ name }) => name === images[0].name).slice(0, 2),
    // That the last one succeeded is what everybody expects.
    operation:
      operation && operation.phase !== 'Succeeded'
        ? withShortMessage(operation)
        : undefined,
    rollout: rollout && {
      ...withShortMessage(rollout),
      analyses: rollout.analyses.filter(({ phase }) => phase !== 'Successful'),
    },
    links: { ...links, external: [] },
    entityRef: entity.entityRef,
    entityTitle: entity.title,
    ownerRefs: [...entity.ownerRefs],
    problem,
  };
}

function withShortMessage<T extends { message?: string }>(state: T): T {
  const { message } = state;
  return message && message.length > maximumMessage
    ? { ...state, message: `${message.slice(0, maximumMessage)}…` }
    : state;
}
