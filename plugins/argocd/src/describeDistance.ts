import type { EnvironmentDistance } from '@golden-path/plugin-argocd-common';

/** How far an environment is from the next one: `3 commits ahead of production`; nothing where both run the same. */
export function describeDistance(
  distance: EnvironmentDistance,
): string | undefined {
  const { ahead, behind, to, isExact } = distance;
  const atLeast = isExact ? '' : 'more than ';
  if (ahead > 0) {
    const text = `${atLeast}${commits(ahead)} ahead of ${to}`;
    return behind > 0 ? `${text}, ${atLeast}${behind} behind` : text;
  }
  return behind > 0 ? `${atLeast}${commits(behind)} behind ${to}` : undefined;
}

function commits(count: number): string {
  return `${count} ${count === 1 ? 'commit' : 'commits'}`;
}
