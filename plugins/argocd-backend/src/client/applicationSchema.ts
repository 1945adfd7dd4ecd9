import { z } from 'zod/v3';

const sourceSchema = z.object({
  repoURL: z.string().optional(),
  chart: z.string().optional(),
  targetRevision: z.string().optional(),
  helm: z
    .object({
      parameters: z
        .array(z.object({ name: z.string(), value: z.string().optional() }))
        .optional(),
    })
    .optional(),
});

/**
 * The fields of an Argo CD Application that the portal reads.
 * https://argo-cd.readthedocs.io/en/stable/operator-manual/application.yaml
 */
export const applicationSchema = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    labels: z.record(z.string()).optional(),
    annotations: z.record(z.string()).optional(),
  }),
  spec: z.object({
    project: z.string(),
    destination: z.object({
      namespace: z.string().optional(),
      name: z.string().optional(),
      server: z.string().optional(),
    }),
    source: sourceSchema.optional(),
    sources: z.array(sourceSchema).optional(),
  }),
  status: z
    .object({
      sync: z
        .object({
          status: z.string().optional(),
          revision: z.string().optional(),
          revisions: z.array(z.string()).optional(),
        })
        .optional(),
      health: z
        .object({
          status: z.string().optional(),
          message: z.string().optional(),
          lastTransitionTime: z.string().optional(),
        })
        .optional(),
      summary: z.object({ images: z.array(z.string()).optional() }).optional(),
      history: z
        .array(z.object({ deployedAt: z.string().optional() }))
        .optional(),
    })
    .optional(),
});

/** One entry of `spec.source` or `spec.sources`. */
export type ApplicationSource = z.infer<typeof sourceSchema>;
