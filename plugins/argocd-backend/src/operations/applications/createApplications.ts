import { parseEntityRef, RELATION_OWNED_BY } from '@backstage/catalog-model';
import { ConflictError, InputError, NotAllowedError } from '@backstage/errors';
import type { JsonObject } from '@backstage/types';
import {
  defineOperation,
  type PlanContext,
  type PlannedOperation,
} from '@golden-path/plugin-operations-node';
import {
  parseServiceName,
  platformServiceCreatePermission,
  serviceNameRule,
} from '@golden-path/plugin-platform-common';
import { z } from 'zod/v3';
import { readOnlyReason } from '../readOnlyReason';
import { createPhase, type CreationDetails } from './createPhase';
import type { CreationServices } from './CreationServices';
import { foreignTargetProblem } from './foreignTargetProblem';
import { holderProblem } from './holderProblem';
import { planApplications, type PlannedApplication } from './planApplications';
import { targetOf, undoCreation } from './undoCreation';

const input = z.object({
  name: z
    .string()
    .max(200)
    .describe(`The name of the service: ${serviceNameRule}`),
  entityRef: z
    .string()
    .max(200)
    .optional()
    .describe(
      'The entity that the applications belong to; component:default/<name> without it',
    ),
  environments: z
    .array(z.string().max(100))
    .max(20)
    .default([])
    .describe('Names from platform.environments to deploy to'),
  instance: z
    .string()
    .max(100)
    .optional()
    .describe(
      'A name from argocd.instances; without it, each environment uses the one of its configuration',
    ),
  namespace: z
    .string()
    .max(63)
    .describe(
      'The namespace to deploy into; with environments, <namespace>-<environment>',
    ),
  project: z
    .string()
    .max(253)
    .default('default')
    .describe('The Argo CD project'),
  repositoryUrl: z
    .string()
    .max(500)
    .describe('The address of the repository with the manifests'),
  path: z
    .string()
    .max(500)
    .default('k8s/overlays')
    .describe(
      'The folder of the manifests; with environments, the one that holds a folder for each',
    ),
  labelValue: z
    .string()
    .max(63)
    .optional()
    .describe('The value of the label backstage-name, for lists by label'),
});

/** Makes the Argo CD Applications of a new service. */
export function defineCreateApplications(services: CreationServices) {
  return defineOperation({
    kind: 'create-applications',
    version: 1,
    title: 'Make applications',
    description:
      'Makes an Argo CD application of a service for each chosen environment. To run it again changes nothing, and applications of others are not taken over.',
    risk: 'medium',
    subject: 'owner',
    input,
    permission: platformServiceCreatePermission,
    disabledReason: () => readOnlyReason(services),
    plan: context => planCreation(services, context),
    phases: [createPhase(services)],
    undo: undoCreation(services),
  });
}

async function planCreation(
  services: CreationServices,
  { input: given, subject, signal }: PlanContext<z.output<typeof input>>,
): Promise<PlannedOperation<CreationDetails>> {
  if (subject.type !== 'owner') {
    throw new InputError('Say by ownerRef which group owns the service.');
  }
  const { ownerRef } = subject;
  const name = parseServiceName(given.name);
  const entityRef = given.entityRef ?? `component:default/${name}`;
  await checkEntity(services, entityRef, ownerRef);
  const { applicationsService, platform } = services;
  const planned = planApplications(
    { applications: applicationsService, platform },
    { ...given, name, ownerRef, entityRef },
  );
  for (const { manifest } of planned) {
    const problem = foreignTargetProblem(
      manifest,
      ownerRef,
      platform.ownership,
    );
    if (problem) {
      throw new NotAllowedError(problem);
    }
  }
  // All of them before the first one is made: what cannot be finished is not begun.
  await Promise.all(
    planned.map(application => checkHolder(services, application, signal)),
  );
  const details = detailsOf(name, planned);
  return {
    title: `Make ${planned.length} applications of ${name}`,
    summary: `${name} gets ${planned
      .map(({ manifest }) => manifest.metadata.name)
      .join(', ')} in Argo CD, made from ${given.repositoryUrl}.`,
    target: targetOf(details),
    confirmation: { confirmed: true, by: 'ownership' },
    changes: planned.map(changeOf),
    onFailure:
      'What was made stays: repeat it when the cause is gone, or undo it, which removes what it made.',
    undoDescription:
      'The applications that it made are deleted, with what they deploy; those that were there before stay.',
    details,
    decidedBy: { applications: details.applications },
  };
}

/** Otherwise anyone could put an Application of theirs onto the page of somebody else's service. */
async function checkEntity(
  { auth, catalog }: CreationServices,
  entityRef: string,
  ownerRef: string,
): Promise<void> {
  // Throws for what is no reference.
  parseEntityRef(entityRef, {
    defaultKind: 'component',
    defaultNamespace: 'default',
  });
  const entity = await catalog.getEntityByRef(entityRef, {
    credentials: await auth.getOwnServiceCredentials(),
  });
  const owners = (entity?.relations ?? [])
    .filter(({ type }) => type === RELATION_OWNED_BY)
    .map(({ targetRef }) => targetRef);
  if (entity && !owners.includes(ownerRef)) {
    throw new NotAllowedError(
      `${entityRef} does not belong to ${ownerRef}: only its owner may add applications to it.`,
    );
  }
}

/** An Application that is there already has to be this service's own. */
async function checkHolder(
  { applicationsService }: CreationServices,
  { instance, manifest }: PlannedApplication,
  signal: AbortSignal,
): Promise<void> {
  const { name } = manifest.metadata;
  const existing = await applicationsService.find(
    { instance, name },
    { signal },
  );
  const problem = existing && holderProblem(manifest, existing);
  if (problem) {
    throw new ConflictError(problem);
  }
}

function changeOf({ manifest }: PlannedApplication) {
  const { source, destination, syncPolicy } = manifest.spec;
  const follows =
    'automated' in syncPolicy ? 'follows Git' : 'waits for a promotion';
  return {
    subject: `Application ${manifest.metadata.name}`,
    to: `${source.path} to namespace ${destination.namespace}, ${follows}`,
  };
}

function detailsOf(
  name: string,
  planned: readonly PlannedApplication[],
): CreationDetails {
  return {
    key: name,
    applications: planned.map(({ instance, environment, manifest }) => ({
      instance,
      environment: environment ?? null,
      // A manifest consists of what JSON can say.
      manifest: manifest as unknown as JsonObject,
    })),
  };
}
