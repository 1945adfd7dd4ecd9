import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';
import {
  fleetParametersOf,
  parseFleetView,
  type FleetView,
} from '../fleet/fleetView';

/** What a person sees of the fleet, and the ways to see something else. */
export interface FleetNavigation {
  view: FleetView;
  /** The address of another view. */
  hrefOf: (view: FleetView) => string;
  /** Goes to the first page of what is changed. `replace` leaves no step for the back button. */
  change: (changes: Partial<FleetView>, options?: { replace: boolean }) => void;
  goToNextPage: (cursor: string) => void;
  /** Goes a page back, or to the first one, where a shared link led here and nobody knows the page before. */
  goToPreviousPage: () => void;
}

/** The view that the address of the page describes: every view can be shared, and the back button works. */
export function useFleetView(): FleetNavigation {
  const { pathname, search, state } = useLocation();
  const navigate = useNavigate();
  const view = useMemo(
    () => parseFleetView(new URLSearchParams(search)),
    [search],
  );
  const hrefOf = useCallback(
    (other: FleetView) => {
      const parameters = fleetParametersOf(other).toString();
      return parameters ? `${pathname}?${parameters}` : pathname;
    },
    [pathname],
  );
  return useMemo((): FleetNavigation => {
    const earlier = earlierCursorsOf(state);
    return {
      view,
      hrefOf,
      change: (changes, { replace } = { replace: false }) =>
        navigate(hrefOf({ ...view, ...changes, page: 1, cursor: undefined }), {
          replace,
        }),
      goToNextPage: cursor =>
        navigate(hrefOf({ ...view, page: view.page + 1, cursor }), {
          state: { earlierCursors: [...earlier, view.cursor ?? ''] },
        }),
      goToPreviousPage: () => {
        const cursor = earlier.at(-1);
        navigate(hrefOf({ ...view, page: view.page - 1, cursor }), {
          state: { earlierCursors: earlier.slice(0, -1) },
        });
      },
    };
  }, [hrefOf, navigate, state, view]);
}

/** The cursors of the pages before this one; the browser keeps them with the entry of its history. */
function earlierCursorsOf(state: unknown): string[] {
  const isRecord = typeof state === 'object' && state !== null;
  return isRecord &&
    'earlierCursors' in state &&
    Array.isArray(state.earlierCursors)
    ? state.earlierCursors.filter(cursor => typeof cursor === 'string')
    : [];
}
