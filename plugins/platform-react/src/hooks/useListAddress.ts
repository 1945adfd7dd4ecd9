import { useCallback, useMemo } from 'react';
import { useLocation, useNavigate } from 'react-router-dom';

/** What every view of a list with pages has. */
export interface PagedView {
  /** From 1; tells only which rows these are of all. */
  page: number;
  /** Where the page starts; absent on the first one. */
  cursor?: string;
}

/** What a person sees of a list, and the ways to see something else. */
export interface ListNavigation<View extends PagedView> {
  view: View;
  /** The address of another view. */
  hrefOf: (view: View) => string;
  /** Goes to the first page of what is changed. `replace` leaves no step for the back button. */
  change: (changes: Partial<View>, options?: { replace: boolean }) => void;
  goToNextPage: (cursor: string) => void;
  /** Goes a page back, or to the first one, where a shared link led here and nobody knows the page before. */
  goToPreviousPage: () => void;
}

/** How a view becomes an address and back; a constant of its module. */
export interface ViewAddress<View extends PagedView> {
  parse: (parameters: URLSearchParams) => View;
  parametersOf: (view: View) => URLSearchParams;
}

/** The view that the address of the page describes: every view can be shared, and the back button works. */
export function useListAddress<View extends PagedView>({
  parse,
  parametersOf,
}: ViewAddress<View>): ListNavigation<View> {
  const { pathname, search, state } = useLocation();
  const navigate = useNavigate();
  const view = useMemo(
    () => parse(new URLSearchParams(search)),
    [parse, search],
  );
  const hrefOf = useCallback(
    (other: View) => {
      const parameters = parametersOf(other).toString();
      return parameters ? `${pathname}?${parameters}` : pathname;
    },
    [parametersOf, pathname],
  );
  return useMemo((): ListNavigation<View> => {
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
