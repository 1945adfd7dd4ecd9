import { usualOrder, type FleetView } from './fleetView';

/** A choice that people come back to, shown as a tab. */
export interface SavedView {
  id: 'all' | 'mine' | 'attention';
  label: string;
  /** What it changes of the view at hand; other filters stay. */
  apply: (view: FleetView) => FleetView;
}

/** The tabs of the fleet, in their order. */
export const savedViews: SavedView[] = [
  {
    id: 'all',
    label: 'All',
    apply: view => firstPageOf({ ...view, owner: 'all' }, false),
  },
  {
    id: 'mine',
    label: 'My teams',
    apply: view => firstPageOf({ ...view, owner: 'mine' }, false),
  },
  {
    id: 'attention',
    label: 'Needs attention',
    apply: view => firstPageOf(view, true),
  },
];

/** The saved view that a view is seen in. */
export function savedViewOf(view: FleetView): SavedView['id'] {
  if (view.needsAttention) {
    return 'attention';
  }
  return view.owner === 'mine' ? 'mine' : 'all';
}

function firstPageOf(view: FleetView, needsAttention: boolean): FleetView {
  return {
    ...view,
    needsAttention,
    orderBy: usualOrder(needsAttention),
    page: 1,
    cursor: undefined,
  };
}
