import { z } from 'zod';
import { lenient } from './lenient';
import type {
  LiveApplication,
  LiveOperation,
  LiveSource,
  SourceType,
} from './LiveApplication';
import {
  projectApplication,
  type ApplicationOrigin,
} from './projectApplication';
import { redactMessage } from './redactMessage';
import { withoutCredentials } from './repositoryLinks';
import { timeOf } from './timeOf';

/** The annotation by which Argo CD is asked for a comparison; it takes it away when it has made one. */
export const refreshAnnotation = 'argocd.argoproj.io/refresh';

/** The name of the information by which the portal finds its own syncs again. */
export const operationInfo = 'Operation';

const text = lenient(z.string());

const sourceSchema = z.object({
  repoURL: text,
  chart: text,
  path: text,
  targetRevision: text,
  kustomize: lenient(z.object({ images: lenient(z.array(z.string())) })),
  plugin: lenient(z.unknown()),
});

const syncSchema = lenient(
  z.object({
    revision: text,
    revisions: lenient(z.array(z.string())),
    dryRun: lenient(z.boolean()),
  }),
);

const operationSchema = z.object({
  initiatedBy: lenient(
    z.object({ username: text, automated: lenient(z.boolean()) }),
  ),
  info: lenient(z.array(z.object({ name: z.string(), value: z.string() }))),
  sync: syncSchema,
});

const liveSchema = z.object({
  metadata: z.object({
    annotations: lenient(z.record(z.string(), z.string())),
  }),
  spec: z.object({
    source: lenient(sourceSchema),
    sources: lenient(z.array(sourceSchema)),
    syncPolicy: lenient(
      z.object({
        automated: lenient(z.object({ enabled: lenient(z.boolean()) })),
      }),
    ),
  }),
  operation: lenient(operationSchema),
  status: lenient(
    z.object({
      sourceType: text,
      sourceTypes: lenient(z.array(z.string())),
      sync: lenient(
        z.object({ revision: text, revisions: lenient(z.array(z.string())) }),
      ),
      operationState: lenient(
        z.object({
          phase: z.string(),
          message: text,
          startedAt: text,
          operation: lenient(operationSchema),
          syncResult: syncSchema,
        }),
      ),
    }),
  ),
});

type LiveObject = z.infer<typeof liveSchema>;
type OperationObject = z.infer<typeof operationSchema>;

const sourceTypes: Readonly<Record<string, SourceType>> = {
  Kustomize: 'kustomize',
  Helm: 'helm',
  Directory: 'directory',
  Plugin: 'plugin',
};

// https://github.com/argoproj/gitops-engine/blob/master/pkg/sync/common/types.go (OperationPhase)
const states: Readonly<Record<string, LiveOperation['state']>> = {
  Running: 'running',
  Terminating: 'terminating',
  Succeeded: 'succeeded',
  Failed: 'failed',
  Error: 'failed',
};

/** What is to be known of an Application before it is changed. */
export function projectLiveApplication(
  object: unknown,
  origin: ApplicationOrigin,
): LiveApplication {
  const live = liveSchema.parse(object);
  const { automated } = live.spec.syncPolicy ?? {};
  return {
    application: projectApplication(object, origin),
    isAutomated: automated !== undefined && automated.enabled !== false,
    awaitsRefresh: live.metadata.annotations?.[refreshAnnotation] !== undefined,
    sources: sourcesOf(live),
    operation: operationOf(live),
  };
}

function sourcesOf({ spec, status }: LiveObject): LiveSource[] {
  const sources = spec.sources ?? (spec.source ? [spec.source] : []);
  return sources.map((source, index) => {
    const told = status?.sourceTypes?.[index] ?? status?.sourceType ?? '';
    return {
      repositoryUrl: withoutCredentials(source.repoURL ?? ''),
      path: source.chart ? undefined : source.path,
      targetRevision: source.targetRevision || 'HEAD',
      type: source.chart ? 'helm' : sourceTypes[told] ?? 'unknown',
      overridesImages: (source.kustomize?.images ?? []).length > 0,
      revision: status?.sync?.revisions?.[index] ?? status?.sync?.revision,
    };
  });
}

/** `operation` is there from the request until the controller has begun; see {@link operationOf} of the read side. */
function operationOf({
  operation: requested,
  status,
}: LiveObject): LiveOperation | undefined {
  const state = status?.operationState;
  const isUnderWay =
    state?.phase === 'Running' || state?.phase === 'Terminating';
  if (requested && !isUnderWay) {
    return { state: 'requested', ...detailsOf(requested) };
  }
  if (!state) {
    return undefined;
  }
  const details = detailsOf(state.operation ?? requested);
  const applied = revisionsOf(state.syncResult);
  return {
    ...details,
    state: states[state.phase] ?? 'running',
    startedAt: timeOf(state.startedAt),
    message: state.message ? redactMessage(state.message) : undefined,
    // While it runs, what was applied may still be that of the operation before.
    revisions:
      isUnderWay && details.revisions.length > 0
        ? details.revisions
        : firstGiven(applied, details.revisions),
  };
}

function detailsOf(operation: OperationObject | undefined) {
  const { initiatedBy, info, sync } = operation ?? {};
  return {
    operationId: info?.find(({ name }) => name === operationInfo)?.value,
    initiatedBy: initiatedBy?.username?.slice(0, 200) || undefined,
    automated: initiatedBy?.automated === true,
    isDryRun: sync?.dryRun === true,
    revisions: revisionsOf(sync),
  };
}

function firstGiven(
  preferred: readonly string[],
  other: readonly string[],
): readonly string[] {
  return preferred.length > 0 ? preferred : other;
}

function revisionsOf(sync: z.infer<typeof syncSchema>): string[] {
  return sync?.revisions ?? (sync?.revision ? [sync.revision] : []);
}
