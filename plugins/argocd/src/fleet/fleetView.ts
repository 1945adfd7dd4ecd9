import {
  healthStatusSchema,
  syncStatusSchema,
  type FleetQuery,
  type HealthStatusName,
  type SyncStatusName,
} from '@golden-path/plugin-argocd-common';

/** How the rows of a page can be put together. */
export const groupings = ['none', 'team', 'environment'] as const;
/** One of {@link groupings}. */
export type Grouping = (typeof groupings)[number];

/** How many rows a page can have. */
export const pageSizes = [20, 50, 100];
const usualPageSize = 50;

/** Whose deployments are shown: everybody's, those of my teams, or those of one owner by its entity reference. */
export type OwnerChoice = 'all' | 'mine' | { ref: string };

/** What a person chose to see of the fleet; all of it is in the address of the page. */
export interface FleetView {
  owner: OwnerChoice;
  environments: string[];
  health: HealthStatusName[];
  sync: SyncStatusName[];
  needsAttention: boolean;
  text: string;
  orderBy: 'name' | 'attention';
  groupBy: Grouping;
  pageSize: number;
  /** From 1; tells only which rows these are of all. */
  page: number;
  /** Where the page starts; absent on the first one. */
  cursor?: string;
}

/** The view of an address without parameters. */
export const wholeFleet: FleetView = {
  owner: 'all',
  environments: [],
  health: [],
  sync: [],
  needsAttention: false,
  text: '',
  orderBy: 'name',
  groupBy: 'none',
  pageSize: usualPageSize,
  page: 1,
};

/** Reads a view from the parameters of an address. What makes no sense in it is passed over. */
export function parseFleetView(parameters: URLSearchParams): FleetView {
  const needsAttention = parameters.get('attention') === 'true';
  const cursor = parameters.get('cursor') || undefined;
  return {
    owner: parseOwner(parameters.get('owner')),
    environments: parameters.getAll('environment').filter(Boolean),
    health: healthStatusSchema.options.filter(status =>
      parameters.getAll('health').includes(status),
    ),
    sync: syncStatusSchema.options.filter(status =>
      parameters.getAll('sync').includes(status),
    ),
    needsAttention,
    text: parameters.get('text') ?? '',
    orderBy: parseOrder(parameters.get('order'), needsAttention),
    groupBy:
      groupings.find(grouping => grouping === parameters.get('group')) ??
      'none',
    pageSize:
      pageSizes.find(size => String(size) === parameters.get('limit')) ??
      usualPageSize,
    page: cursor ? Math.max(2, parsePage(parameters.get('page'))) : 1,
    cursor,
  };
}

/** Writes a view as the parameters of an address, shortest form: what is usual is left out. */
export function fleetParametersOf(view: FleetView): URLSearchParams {
  const entries: [string, string | undefined | false][] = [
    ['owner', typeof view.owner === 'object' ? view.owner.ref : view.owner],
    ...view.environments.map((name): [string, string] => ['environment', name]),
    ...view.health.map((status): [string, string] => ['health', status]),
    ...view.sync.map((status): [string, string] => ['sync', status]),
    ['attention', view.needsAttention && 'true'],
    ['text', view.text],
    ['order', view.orderBy !== usualOrder(view.needsAttention) && view.orderBy],
    ['group', view.groupBy],
    ['limit', view.pageSize !== usualPageSize && String(view.pageSize)],
    ['page', view.cursor && String(view.page)],
    ['cursor', view.cursor],
  ];
  const usual = new Set(['owner=all', 'group=none']);
  return new URLSearchParams(
    entries.filter(
      (entry): entry is [string, string] =>
        Boolean(entry[1]) && !usual.has(entry.join('=')),
    ),
  );
}

/** What to ask the backend for. `myRefs` are the references by which the caller owns things. */
export function fleetQueryOf(view: FleetView, myRefs: string[]): FleetQuery {
  return {
    owner: ownersOf(view.owner, myRefs),
    environment: view.environments,
    health: view.health,
    sync: view.sync,
    text: view.text.trim(),
    needsAttention: view.needsAttention,
    orderBy: view.orderBy,
    limit: view.pageSize,
    cursor: view.cursor,
  };
}

/** Whether a view shows less than everything. */
export function isFiltered(view: FleetView): boolean {
  return view.owner !== 'all' || view.needsAttention || countFilters(view) > 0;
}

/** How many filters are set that are not part of a saved view. */
export function countFilters(view: FleetView): number {
  return [
    typeof view.owner === 'object',
    view.text.trim() !== '',
    view.environments.length > 0,
    view.health.length > 0,
    view.sync.length > 0,
  ].filter(Boolean).length;
}

/** The order that a view has where nobody chose one. */
export function usualOrder(needsAttention: boolean): FleetView['orderBy'] {
  return needsAttention ? 'attention' : 'name';
}

function parseOwner(owner: string | null): OwnerChoice {
  if (!owner || owner === 'all') {
    return 'all';
  }
  return owner === 'mine' ? 'mine' : { ref: owner };
}

function parseOrder(
  order: string | null,
  needsAttention: boolean,
): FleetView['orderBy'] {
  return order === 'name' || order === 'attention'
    ? order
    : usualOrder(needsAttention);
}

function parsePage(page: string | null): number {
  return /^[1-9]\d{0,6}$/.test(page ?? '') ? Number(page) : 1;
}

function ownersOf(owner: OwnerChoice, myRefs: string[]): string[] {
  if (typeof owner === 'object') {
    return [owner.ref];
  }
  return owner === 'mine' ? myRefs : [];
}
