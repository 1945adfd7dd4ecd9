/** Time, so that tests need not wait. */
export interface GitHubClock {
  /** In milliseconds since 1970. */
  now(): number;
  /** Rejects when it is aborted. */
  delay(milliseconds: number, signal?: AbortSignal): Promise<void>;
}
