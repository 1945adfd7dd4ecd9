import { ServiceUnavailableError } from '@backstage/errors';

/** GitHub wants no more requests for a while. */
export class RateLimitError extends ServiceUnavailableError {
  /** When it may be asked again, in milliseconds since 1970. */
  readonly retryAt: number;

  constructor(host: string, retryAt: number) {
    super(
      `${host} wants no more requests with the portal's credentials until ${new Date(
        retryAt,
      ).toISOString()}: wait, or give integrations.github a GitHub App, which may ask more often`,
    );
    this.retryAt = retryAt;
  }
}
