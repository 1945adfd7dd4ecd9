/** How the reflector reaches an API server; tests and simulations give it another one. */
export interface Transport {
  /**
   * Sends a GET request.
   *
   * @param path - path and query below the server's address
   * @param signal - ends the request and the stream
   * @returns the body, line by line as it arrives
   * @throws {@link ApiStatusError} when the server refuses
   */
  get(path: string, signal: AbortSignal): Promise<AsyncIterable<string>>;

  /** Called after the server refused the credentials, so that the next request carries new ones. */
  renewCredentials?(): void;
}
