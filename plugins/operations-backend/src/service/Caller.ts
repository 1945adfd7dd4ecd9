import type { BackstageCredentials } from '@backstage/backend-plugin-api';

/** A person who asks, and what was found out about the person. */
export interface Caller {
  readonly credentials: BackstageCredentials;
  readonly userRef: string;
  /** The person and the groups, as entity references. */
  readonly refs: readonly string[];
}
