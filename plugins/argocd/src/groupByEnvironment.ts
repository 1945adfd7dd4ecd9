import type { Deployment } from '@golden-path/plugin-argocd-common';

/** What runs in one environment; null for what is in none. */
export interface EnvironmentDeployments {
  environment: string | null;
  deployments: Deployment[];
}

/** The deployments by environment, in the order in which they came. */
export function groupByEnvironment(
  deployments: Deployment[],
): EnvironmentDeployments[] {
  return [...new Set(deployments.map(({ environment }) => environment))].map(
    environment => ({
      environment,
      deployments: deployments.filter(
        deployment => deployment.environment === environment,
      ),
    }),
  );
}
