import type { Risk } from '@golden-path/plugin-operations-common';
import type { Environment } from '@golden-path/plugin-platform-common';

/** How much can go wrong in an environment: what is approved, promoted to or the last one is what customers use. */
export function riskOf(
  environment: Environment | undefined,
  environments: readonly Environment[],
): Risk {
  if (!environment) {
    return 'high';
  }
  const isLast =
    environments.length > 1 && environments.at(-1)?.name === environment.name;
  return environment.approval || environment.promoteFrom || isLast
    ? 'high'
    : 'medium';
}
