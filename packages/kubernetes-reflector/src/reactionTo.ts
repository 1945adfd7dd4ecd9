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
 * 504 is also the answer to a resource version that the server has not reached, as after a restore from a backup:
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#unavailable-resource-versions
 */
export function reactionTo(
  status: number,
  phase: 'streaming list' | 'paged list' | 'watch',
): Reaction {
  switch (status) {
    case 401:
      return { ...keepGoing, renewCredentials: true };
    case 410:
    case 504:
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
