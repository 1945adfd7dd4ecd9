import type { FleetDeployment } from '@golden-path/plugin-argocd-common';
import type { Grouping } from './fleetView';
import { rowKey } from './rowKey';

/** A row of the fleet: a deployment, or the heading of those that follow. */
export type FleetEntry =
  | { type: 'deployment'; id: string; deployment: FleetDeployment }
  | { type: 'group'; id: string; title: string; count: number };

/** Options of {@link groupFleet}. */
export interface GroupFleetOptions {
  grouping: Grouping;
  /** Names of environments in the order of promotion. */
  environments: string[];
  /** What people call an owner. */
  nameOfOwner: (ownerRef: string) => string;
}

/** Puts rows together under headings. Within a group they keep their order. */
export function groupFleet(
  deployments: FleetDeployment[],
  options: GroupFleetOptions,
): FleetEntry[] {
  const { grouping } = options;
  if (grouping === 'none') {
    return deployments.map(entryOf);
  }
  const groups = new Map<string, FleetDeployment[]>();
  for (const deployment of deployments) {
    const title =
      grouping === 'team'
        ? teamOf(deployment, options.nameOfOwner)
        : deployment.environment ?? 'No environment';
    groups.set(title, [...(groups.get(title) ?? []), deployment]);
  }
  const titles =
    grouping === 'team'
      ? [...groups.keys()].sort((one, other) => one.localeCompare(other))
      : inOrder([...groups.keys()], options.environments);
  return titles.flatMap(title => {
    const members = groups.get(title) ?? [];
    return [
      {
        type: 'group' as const,
        id: `group:${title}`,
        title,
        count: members.length,
      },
      ...members.map(entryOf),
    ];
  });
}

function entryOf(deployment: FleetDeployment): FleetEntry {
  return { type: 'deployment', id: rowKey(deployment), deployment };
}

function teamOf(
  { ownerRefs }: FleetDeployment,
  nameOfOwner: GroupFleetOptions['nameOfOwner'],
): string {
  return ownerRefs.map(nameOfOwner).join(', ') || 'No owner';
}

/** What the order knows comes first. */
function inOrder(names: string[], order: string[]): string[] {
  return [
    ...order.filter(name => names.includes(name)),
    ...names.filter(name => !order.includes(name)),
  ];
}
