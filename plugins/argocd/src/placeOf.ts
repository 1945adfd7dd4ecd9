import type { Deployment } from '@golden-path/plugin-argocd-common';

type Placed = Pick<Deployment, 'cluster' | 'instance'>;

/**
 * Where a deployment runs, as far as that tells it apart from the others: its cluster where they are in different ones,
 * and its Argo CD where several are in charge.
 */
export function placeOf(deployment: Placed, all: Placed[]): string | undefined {
  const parts = [
    differs(all, ({ cluster }) => cluster) && deployment.cluster,
    differs(all, ({ instance }) => instance) &&
      `Argo CD ${deployment.instance}`,
  ].flatMap(part => part || []);
  return parts.length > 0 ? parts.join(' · ') : undefined;
}

function differs(
  deployments: Placed[],
  value: (deployment: Placed) => string,
): boolean {
  return new Set(deployments.map(value)).size > 1;
}
