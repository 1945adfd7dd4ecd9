import {
  operationStatusSchema,
  type OperationsQuery,
  type OperationStatus,
} from '@golden-path/plugin-operations-common';
import type { PagedView } from '@golden-path/plugin-platform-react';

/** How many operations a page shows. */
export const pageSize = 25;

/** What a person chose to see of the activity; all of it is in the address of the page. */
export interface ActivityView extends PagedView {
  statuses: OperationStatus[];
  kinds: string[];
  environments: string[];
  /** Only what the reader asked for. */
  isMine: boolean;
  /** Only what is about this entity. */
  entityRef?: string;
  text: string;
}

/** The view of an address without parameters. */
export const allActivity: ActivityView = {
  statuses: [],
  kinds: [],
  environments: [],
  isMine: false,
  text: '',
  page: 1,
};

/** Reads a view from the parameters of an address. What makes no sense in it is passed over. */
export function parseActivityView(parameters: URLSearchParams): ActivityView {
  const cursor = parameters.get('cursor') || undefined;
  const page = parameters.get('page') ?? '';
  return {
    statuses: operationStatusSchema.options.filter(status =>
      parameters.getAll('status').includes(status),
    ),
    kinds: parameters.getAll('kind').filter(Boolean),
    environments: parameters.getAll('environment').filter(Boolean),
    isMine: parameters.get('mine') === 'true',
    entityRef: parameters.get('entity') || undefined,
    text: parameters.get('text') ?? '',
    page: cursor ? Math.max(2, /^\d{1,6}$/.test(page) ? Number(page) : 2) : 1,
    cursor,
  };
}

/** Writes a view as the parameters of an address; what is usual is left out. */
export function activityParametersOf(view: ActivityView): URLSearchParams {
  const entries: [string, string | undefined | false][] = [
    ...view.statuses.map((status): [string, string] => ['status', status]),
    ...view.kinds.map((kind): [string, string] => ['kind', kind]),
    ...view.environments.map((name): [string, string] => ['environment', name]),
    ['mine', view.isMine && 'true'],
    ['entity', view.entityRef],
    ['text', view.text],
    ['page', view.cursor && String(view.page)],
    ['cursor', view.cursor],
  ];
  return new URLSearchParams(
    entries.filter((entry): entry is [string, string] => Boolean(entry[1])),
  );
}

/** What to ask the backend for; undefined while it is not known who asks, but has to be. */
export function activityQueryOf(
  view: ActivityView,
  myEntityRef: string | undefined,
): OperationsQuery | undefined {
  if (view.isMine && !myEntityRef) {
    return undefined;
  }
  return {
    status: view.statuses,
    kind: view.kinds,
    environment: view.environments,
    requestedBy: view.isMine && myEntityRef ? [myEntityRef] : [],
    entityRef: view.entityRef ? [view.entityRef] : [],
    text: view.text.trim(),
    limit: pageSize,
    cursor: view.cursor,
  };
}

/** How many filters are set. */
export function countFilters(view: ActivityView): number {
  return [
    view.statuses.length > 0,
    view.kinds.length > 0,
    view.environments.length > 0,
    view.isMine,
    view.entityRef !== undefined,
    view.text.trim() !== '',
  ].filter(Boolean).length;
}
