import { z } from 'zod';
import { lenient } from './lenient';

const text = lenient(z.string());

const sourceSchema = z.object({
  repoURL: text,
  chart: text,
  path: text,
  targetRevision: text,
  helm: lenient(
    z.object({
      parameters: lenient(z.array(z.object({ name: z.string(), value: text }))),
    }),
  ),
  kustomize: lenient(z.object({ images: lenient(z.array(z.string())) })),
});

const sourcesSchema = lenient(z.array(sourceSchema));

const initiatorSchema = lenient(
  z.object({ username: text, automated: lenient(z.boolean()) }),
);

const historySchema = z.array(
  z.object({
    id: z.number().int(),
    revision: text,
    revisions: lenient(z.array(z.string())),
    deployedAt: text,
    initiatedBy: initiatorSchema,
    source: lenient(sourceSchema),
    sources: sourcesSchema,
  }),
);

const operationStateSchema = z.object({
  phase: text,
  message: text,
  startedAt: text,
  finishedAt: text,
  operation: lenient(z.object({ initiatedBy: initiatorSchema })),
});

const resourceSchema = z.object({
  group: text,
  kind: z.string(),
  namespace: text,
  name: z.string(),
  status: text,
  health: lenient(z.object({ status: text, message: text })),
  requiresPruning: lenient(z.boolean()),
});

const statusSchema = z.object({
  sync: lenient(
    z.object({
      status: text,
      revision: text,
      revisions: lenient(z.array(z.string())),
    }),
  ),
  health: lenient(
    z.object({ status: text, message: text, lastTransitionTime: text }),
  ),
  summary: lenient(
    z.object({
      images: lenient(z.array(z.string())),
      externalURLs: lenient(z.array(z.string())),
    }),
  ),
  history: lenient(historySchema),
  operationState: lenient(operationStateSchema),
  conditions: lenient(
    z.array(
      z.object({
        type: z.string(),
        message: text,
        lastTransitionTime: text,
      }),
    ),
  ),
  resources: lenient(z.array(resourceSchema)),
  reconciledAt: text,
});

/**
 * The fields of an Argo CD Application that the portal reads; nothing else of it is looked at.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/application.yaml
 */
export const applicationSchema = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    labels: lenient(z.record(z.string(), z.string())),
    annotations: lenient(z.record(z.string(), z.string())),
    ownerReferences: lenient(
      z.array(z.object({ kind: z.string(), name: z.string() })),
    ),
  }),
  spec: z.object({
    project: z.string(),
    destination: z.object({ namespace: text, name: text, server: text }),
    source: lenient(sourceSchema),
    sources: sourcesSchema,
  }),
  operation: lenient(z.object({ initiatedBy: initiatorSchema })),
  status: lenient(statusSchema),
});

/** One entry of `spec.source` or `spec.sources`. */
export type ApplicationSource = z.infer<typeof sourceSchema>;
/** What {@link applicationSchema} reads. */
export type ApplicationObject = z.infer<typeof applicationSchema>;
/** The `status` of an Application. */
export type ApplicationStatus = z.infer<typeof statusSchema>;
