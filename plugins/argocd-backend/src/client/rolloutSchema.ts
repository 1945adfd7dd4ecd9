import { z } from 'zod';
import { lenient } from './lenient';

const text = lenient(z.string());
const number = lenient(z.number());
const flag = lenient(z.boolean());

const stepSchema = z.object({
  setWeight: number,
  pause: lenient(
    z.object({ duration: lenient(z.union([z.string(), z.number()])) }),
  ),
  analysis: lenient(z.object({})),
  experiment: lenient(z.object({})),
  setCanaryScale: lenient(z.object({})),
  setHeaderRoute: lenient(z.object({})),
  setMirrorRoute: lenient(z.object({})),
  plugin: lenient(z.object({ name: text })),
});

const runSchema = lenient(z.object({ name: text }));

/**
 * The fields of an Argo Rollouts Rollout that the portal reads.
 * https://argo-rollouts.readthedocs.io/en/stable/features/specification/
 */
export const rolloutSchema = z.object({
  metadata: z.object({
    name: z.string(),
    namespace: z.string(),
    generation: number,
  }),
  spec: z.object({
    paused: flag,
    template: lenient(
      z.object({
        spec: z.object({ containers: z.array(z.object({ image: text })) }),
      }),
    ),
    strategy: z
      .object({
        canary: lenient(
          z.object({
            steps: lenient(z.array(stepSchema)),
            trafficRouting: lenient(z.object({ maxTrafficWeight: number })),
          }),
        ),
        blueGreen: lenient(z.object({})),
      })
      .default({}),
  }),
  status: lenient(
    z.object({
      abort: flag,
      pauseConditions: lenient(
        z.array(z.object({ reason: z.string(), startTime: text })),
      ),
      controllerPause: flag,
      currentPodHash: text,
      stableRS: text,
      currentStepIndex: number,
      observedGeneration: text,
      promoteFull: flag,
      phase: text,
      message: text,
      canary: lenient(
        z.object({
          currentStepAnalysisRunStatus: runSchema,
          currentBackgroundAnalysisRunStatus: runSchema,
          weights: lenient(
            z.object({ canary: lenient(z.object({ weight: number })) }),
          ),
        }),
      ),
      blueGreen: lenient(
        z.object({
          activeSelector: text,
          prePromotionAnalysisRunStatus: runSchema,
          postPromotionAnalysisRunStatus: runSchema,
        }),
      ),
    }),
  ),
});

/** What {@link rolloutSchema} reads. */
export type RolloutObject = z.infer<typeof rolloutSchema>;
/** One step of a canary. */
export type CanaryStep = z.infer<typeof stepSchema>;
