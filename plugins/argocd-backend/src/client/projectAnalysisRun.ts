import {
  analysisPhaseSchema,
  type Analysis,
} from '@golden-path/plugin-argocd-common';
import { z } from 'zod';
import { lenient } from './lenient';
import { redactMessage } from './redactMessage';

const text = lenient(z.string());

/** The label that tells the revision of a rollout: `rollouts-pod-template-hash`. */
const hashLabel = 'rollouts-pod-template-hash';

const maximumMetrics = 20;

/**
 * The fields of an AnalysisRun that the portal reads: neither its arguments nor metadata, which may hold secrets.
 * https://argo-rollouts.readthedocs.io/en/stable/features/analysis/
 */
const analysisRunSchema = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    labels: lenient(z.record(z.string(), z.string())),
    ownerReferences: lenient(
      z.array(z.object({ kind: z.string(), name: z.string() })),
    ),
    creationTimestamp: text,
  }),
  status: lenient(
    z.object({
      phase: text,
      message: text,
      metricResults: lenient(
        z.array(
          z.object({
            name: z.string(),
            phase: text,
            message: text,
            measurements: lenient(
              z.array(z.object({ value: text, message: text })),
            ),
          }),
        ),
      ),
    }),
  ),
});

/** What the portal remembers of an AnalysisRun. */
export interface WatchedAnalysisRun {
  namespace: string;
  /** The name of the rollout that made it. */
  rollout: string;
  /** The revision of the rollout that it belongs to. */
  hash?: string;
  createdAt: string;
  analysis: Analysis;
}

/** Picks the few fields of an AnalysisRun that are remembered; none of those that no rollout made. */
export function projectAnalysisRun(
  object: unknown,
): WatchedAnalysisRun | undefined {
  const { metadata, status } = analysisRunSchema.parse(object);
  const rollout = metadata.ownerReferences?.find(
    ({ kind }) => kind === 'Rollout',
  )?.name;
  if (!rollout) {
    return undefined;
  }
  return {
    namespace: metadata.namespace,
    rollout,
    hash: metadata.labels?.[hashLabel],
    createdAt: metadata.creationTimestamp ?? '',
    analysis: {
      name: metadata.name,
      phase: phaseOf(status?.phase),
      message: status?.message ? redactMessage(status.message) : undefined,
      metrics: (status?.metricResults ?? [])
        .slice(0, maximumMetrics)
        .map(({ name, phase, message, measurements }) => {
          const last = measurements?.at(-1);
          const said = message || last?.message;
          return {
            name: name.slice(0, 200),
            phase: phaseOf(phase),
            value: last?.value ? redactMessage(last.value) : undefined,
            message: said ? redactMessage(said) : undefined,
          };
        }),
    },
  };
}

const knownPhase = analysisPhaseSchema.catch('Running');

/** A run without a phase has not begun. */
function phaseOf(phase: string | undefined): Analysis['phase'] {
  return phase ? knownPhase.parse(phase) : 'Pending';
}
