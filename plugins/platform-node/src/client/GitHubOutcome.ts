/** What became of a request, so that each caller can decide what it means. */
export type GitHubOutcome =
  | { readonly kind: 'answered'; readonly data: unknown }
  /** GitHub understood and said no: nothing was changed. */
  | GitHubRefusal
  /** It failed on the way: whether something was changed is not known. */
  | { readonly kind: 'unanswered'; readonly message: string }
  /** GitHub wants to be left alone until then, in milliseconds since 1970: nothing was changed. */
  | { readonly kind: 'limited'; readonly retryAt: number };

/** A status of 300 or more that is neither a limit nor a failure of the server. */
export interface GitHubRefusal {
  readonly kind: 'refused';
  readonly status: number;
  readonly message: string;
}
