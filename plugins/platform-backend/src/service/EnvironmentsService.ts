import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { EnvironmentsResponse } from '@golden-path/plugin-platform-common';

/** Knows the environments of the platform. */
export interface EnvironmentsService {
  /** All environments in the order of promotion. */
  list(options: {
    credentials: BackstageCredentials;
  }): Promise<EnvironmentsResponse>;
}
