/** How long the reflector waits for what. */
export interface ReflectorTiming {
  /**
   * A stream that is silent for longer is ended, and the server asked again.
   *
   * It is shorter than the minute that lies between two bookmarks, so that an answer, or its absence, is there within
   * that minute too.
   */
  idleTimeoutMilliseconds: number;
  /** How long the server may take to begin its answer to a watch that follows a silent one. */
  probeAnswerTimeoutMilliseconds: number;
  /** After how long the server ends such a watch; it sends a bookmark two seconds before. */
  probeSeconds: number;
  /** How long the server may take to begin any other answer. */
  answerTimeoutMilliseconds: number;
  /** A watch that was not refused after its answer began, for this long, is taken for good. */
  confirmAfterMilliseconds: number;
  /** Without any news for longer, what is in memory is `stale`. */
  staleAfterMilliseconds: number;
  /** A stream that lasted longer counts as a success: the next one is opened without waiting. */
  stableAfterMilliseconds: number;
  /** The shortest wait after a failure. */
  minimumBackoffMilliseconds: number;
  /** The longest wait between two attempts. */
  maximumBackoffMilliseconds: number;
  /** The longest wait after the server refused the credentials. */
  maximumCredentialsBackoffMilliseconds: number;
  /** How many objects one page of a list holds, where the server cannot stream it. */
  pageSize: number;
}

/** What holds when the caller says nothing else. */
export const defaultTiming: ReflectorTiming = {
  idleTimeoutMilliseconds: 50_000,
  probeAnswerTimeoutMilliseconds: 8_000,
  probeSeconds: 30,
  answerTimeoutMilliseconds: 30_000,
  confirmAfterMilliseconds: 1_000,
  staleAfterMilliseconds: 60_000,
  stableAfterMilliseconds: 5_000,
  minimumBackoffMilliseconds: 500,
  maximumBackoffMilliseconds: 30_000,
  maximumCredentialsBackoffMilliseconds: 10_000,
  pageSize: 250,
};
