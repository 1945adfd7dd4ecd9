import type { Resource } from '@golden-path/plugin-argocd-common';
import { z } from 'zod';
import { lenient } from './lenient';
import { podHealthOf, podSchema, readinessOf } from './podHealthOf';
import { redactMessage } from './redactMessage';
import { timeOf } from './timeOf';

const text = lenient(z.string());
const number = lenient(z.number());

const metadataSchema = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    generation: number,
    creationTimestamp: text,
    annotations: lenient(z.record(z.string(), z.string())),
    ownerReferences: lenient(
      z.array(
        z.object({
          kind: z.string(),
          name: z.string(),
          controller: lenient(z.boolean()),
        }),
      ),
    ),
  }),
});

const conditionsSchema = lenient(
  z.array(z.object({ type: z.string(), status: text, message: text })),
);

const replicaSetSchema = z.object({
  metadata: z.object({ generation: number }),
  spec: lenient(z.object({ replicas: number })),
  status: lenient(
    z.object({
      replicas: number,
      availableReplicas: number,
      observedGeneration: number,
      conditions: conditionsSchema,
    }),
  ),
});

const jobSchema = z.object({
  status: lenient(z.object({ conditions: conditionsSchema })),
});

/** An object that a controller made, with the one that it was made for. */
export interface LiveObject {
  resource: Resource;
  owner: { kind: string; name: string };
}

type Facts = Pick<Resource, 'health' | 'message' | 'detail'>;

/** The collections that are read, and how each of their objects is told. */
export const liveCollections = {
  replicasets: {
    group: 'apps',
    kind: 'ReplicaSet',
    path: '/apis/apps/v1',
    facts: replicaSetFacts,
  },
  jobs: {
    group: 'batch',
    kind: 'Job',
    path: '/apis/batch/v1',
    facts: jobFacts,
  },
  pods: { group: '', kind: 'Pod', path: '/api/v1', facts: podFacts },
} satisfies Record<string, LiveCollection>;

interface LiveCollection {
  group: string;
  kind: string;
  path: string;
  /** Undefined leaves the object out. */
  facts: (object: unknown) => Facts | undefined;
}

/** The name of one of {@link liveCollections}. */
export type LiveCollectionName = keyof typeof liveCollections;

/** Picks the few fields of an object that are told; none of one that nobody owns. */
export function projectLiveObject(
  object: unknown,
  collection: LiveCollectionName,
): LiveObject | undefined {
  const { group, kind, facts } = liveCollections[collection];
  const parsed = metadataSchema.safeParse(object);
  if (!parsed.success) {
    return undefined;
  }
  const { metadata } = parsed.data;
  const owners = metadata.ownerReferences ?? [];
  const owner = owners.find(({ controller }) => controller) ?? owners[0];
  const told = owner && facts(object);
  if (!owner || !told) {
    return undefined;
  }
  const { name, namespace } = metadata;
  return {
    owner: { kind: owner.kind, name: owner.name },
    resource: {
      id: `${group}/${kind}/${namespace}/${name}`,
      group,
      kind,
      namespace,
      name,
      health: told.health,
      message: told.message ? redactMessage(told.message) : undefined,
      detail: told.detail,
      createdAt: timeOf(metadata.creationTimestamp),
      requiresPruning: false,
    },
  };
}

function podFacts(object: unknown): Facts {
  const pod = podSchema.parse(object);
  return { ...podHealthOf(pod), detail: readinessOf(pod) };
}

const revisionAnnotations = [
  'deployment.kubernetes.io/revision',
  'rollout.argoproj.io/revision',
];

/**
 * Of revisions that no longer run, only their empty sets are left: they are not told.
 * https://github.com/argoproj/argo-cd/blob/v3.5.0/gitops-engine/pkg/health/health_replicaset.go
 */
function replicaSetFacts(object: unknown): Facts | undefined {
  const { metadata, spec, status } = replicaSetSchema.parse(object);
  const wanted = spec?.replicas ?? 1;
  if (wanted === 0 && (status?.replicas ?? 0) === 0) {
    return undefined;
  }
  const { annotations = {} } = metadataSchema.parse(object).metadata;
  const revision = revisionAnnotations
    .map(annotation => annotations[annotation])
    .find(value => value && /^\d{1,10}$/.test(value));
  const detail = revision && `revision ${revision}`;
  if ((metadata.generation ?? 0) > (status?.observedGeneration ?? 0)) {
    return { health: 'Progressing', detail };
  }
  const failure = status?.conditions?.find(
    condition =>
      condition.type === 'ReplicaFailure' && condition.status === 'True',
  );
  if (failure) {
    return { health: 'Degraded', message: failure.message, detail };
  }
  const available = status?.availableReplicas ?? 0;
  return available < wanted
    ? {
        health: 'Progressing',
        message: `${available} of ${wanted} replicas are available`,
        detail,
      }
    : { health: 'Healthy', detail };
}

/** https://github.com/argoproj/argo-cd/blob/v3.5.0/gitops-engine/pkg/health/health_job.go */
function jobFacts(object: unknown): Facts {
  const { status } = jobSchema.parse(object);
  const conditions = status?.conditions ?? [];
  const failed = conditions.find(({ type }) => type === 'Failed');
  if (failed) {
    return { health: 'Degraded', message: failed.message };
  }
  const suspended = conditions.find(({ type }) => type === 'Suspended');
  if (suspended?.status === 'True') {
    return { health: 'Suspended', message: suspended.message };
  }
  return {
    health:
      suspended || conditions.some(({ type }) => type === 'Complete')
        ? 'Healthy'
        : 'Progressing',
  };
}
