/** The Kubernetes API server answered with something other than success. */
export class ApiStatusError extends Error {
  readonly status: number;
  readonly retryAfterSeconds?: number;

  constructor(options: {
    status: number;
    message: string;
    retryAfterSeconds?: number;
  }) {
    super(options.message);
    this.name = 'ApiStatusError';
    this.status = options.status;
    this.retryAfterSeconds = options.retryAfterSeconds;
  }
}
