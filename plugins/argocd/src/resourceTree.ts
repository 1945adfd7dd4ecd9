import type { Resource } from '@golden-path/plugin-argocd-common';

/** An object with those that it made. */
export interface ResourceNode {
  resource: Resource;
  children: ResourceNode[];
}

/** The objects of one kind that nothing else made. */
export interface ResourceGroup {
  kind: string;
  nodes: ResourceNode[];
}

/**
 * The objects of an application as trees, grouped by the kind of their roots. The order in which the contract tells them
 * stays: the unhealthy first, parents before their children. An object whose parent did not come before it is a root.
 */
export function groupResources(resources: Resource[]): ResourceGroup[] {
  const told = new Map<string, ResourceNode>();
  const groups = new Map<string, ResourceGroup>();
  for (const resource of resources) {
    const node = { resource, children: [] };
    const parent = resource.parentId && told.get(resource.parentId);
    if (parent) {
      parent.children.push(node);
    } else {
      const { kind } = resource;
      const group = groups.get(kind) ?? { kind, nodes: [] };
      group.nodes.push(node);
      groups.set(kind, group);
    }
    told.set(resource.id, node);
  }
  return [...groups.values()];
}

/** How many of an object and those that it made are not healthy. */
export function countUnhealthy({ resource, children }: ResourceNode): number {
  const own = resource.health && resource.health !== 'Healthy' ? 1 : 0;
  return children.reduce((sum, child) => sum + countUnhealthy(child), own);
}
