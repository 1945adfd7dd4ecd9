/** What to do about a status with which the API server refused to go on. */
export interface Reaction {
  /** The place in the history of changes is lost: list again. */
  relist: boolean;
  /** The credentials are no longer good: get new ones. */
  renewCredentials: boolean;
  /** This server cannot stream a list: read it in pages from now on. */
  listInPages: boolean;
}

const keepGoing: Reaction = {
  relist: false,
  renewCredentials: false,
  listInPages: false,
};

/**
 * Tells what to do about a refusal, besides waiting.
 *
 * 404 takes the place away since a collection that comes back, with its resource definition, has another history.
 */
export function reactionTo(
  status: number,
  phase: 'streaming list' | 'paged list' | 'watch',
): Reaction {
  switch (status) {
    case 401:
      return { ...keepGoing, renewCredentials: true };
    case 404:
      return { ...keepGoing, relist: phase === 'watch' };
    case 410:
      return { ...keepGoing, relist: true };
    case 400:
    case 405:
    case 422:
      return {
        ...keepGoing,
        relist: phase === 'watch',
        listInPages: phase === 'streaming list',
      };
    default:
      return keepGoing;
  }
}
