import { createHash } from 'node:crypto';
import type { CanaryStep, Rollout } from './rollout.ts';

const secondsOf = { s: 1, m: 60, h: 3600 } as const;

/** A duration of a step in milliseconds: a number of seconds, or a text such as `1m30s`. */
export function durationMilliseconds(duration: string | number): number {
  const text = String(duration);
  if (/^\d+$/.test(text)) {
    return Number(text) * 1000;
  }
  let seconds = 0;
  for (const [, amount, unit] of text.matchAll(/(\d+(?:\.\d+)?)([smh])/g)) {
    // The pattern has no other units.
    seconds += Number(amount) * secondsOf[unit as keyof typeof secondsOf];
  }
  return seconds * 1000;
}

/** A step in words, as the events of Argo Rollouts have it. */
export function stepText(step: CanaryStep): string {
  if (step.setWeight !== undefined) {
    return `setWeight: ${step.setWeight}`;
  }
  if (step.pause) {
    const { duration } = step.pause;
    return duration === undefined ? 'pause' : `pause: ${duration}`;
  }
  return step.analysis ? 'analysis' : 'invalid';
}

/** The share of the requests that the canary has in a step: that of the last weight up to there. */
export function weightAt(steps: readonly CanaryStep[], index: number): number {
  if (index >= steps.length) {
    return 100;
  }
  const weights = steps
    .slice(0, index + 1)
    .flatMap(({ setWeight }) => setWeight ?? []);
  return weights.at(-1) ?? 0;
}

/** Stands for the steps: other steps, another hash, and the rollout begins with them anew. */
export function stepHash(rollout: Rollout): string {
  const steps = rollout.spec?.strategy?.canary?.steps ?? [];
  return createHash('sha256')
    .update(JSON.stringify(steps))
    .digest('hex')
    .slice(0, 9);
}

/**
 * How many pods the canary and the stable version have at a weight. With a traffic router the stable version keeps all
 * of its pods; without one, the share of the pods is the share of the requests.
 * @see https://argo-rollouts.readthedocs.io/en/stable/features/canary/
 */
export function replicasAt(
  weight: number,
  options: { desired: number; hasTrafficRouting: boolean },
): { canary: number; stable: number } {
  const { desired, hasTrafficRouting } = options;
  const share = (desired * weight) / 100;
  if (hasTrafficRouting) {
    return { canary: Math.ceil(share), stable: desired };
  }
  if (weight === 0 || weight === 100) {
    const canary = weight === 0 ? 0 : desired;
    return { canary, stable: desired - canary };
  }
  const canary = Math.min(desired, Math.max(1, Math.round(share)));
  return { canary, stable: Math.max(1, desired - canary) };
}
