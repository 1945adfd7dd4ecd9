import type { BackstageCredentials } from '@backstage/backend-plugin-api';
import type { NameAvailability } from '@golden-path/plugin-platform-common';

/** On whose behalf something is done. */
export interface CallerOptions {
  readonly credentials: BackstageCredentials;
  readonly signal?: AbortSignal;
}

/** A service that does not exist yet. */
export interface NewService {
  readonly name: string;
  /** The group that will own it, as the caller wrote it. */
  readonly owner?: string;
}

/** What there is of a service after a run that did not come to its end. */
export interface Leftovers {
  readonly repository?: { readonly url: string; readonly empty: boolean };
  readonly applications: readonly {
    readonly name: string;
    readonly namespace: string;
    readonly cluster: string;
  }[];
  readonly component?: { readonly entityRef: string; readonly url: string };
  /** What could not be looked at, and why. */
  readonly unknown: readonly string[];
}

/** What the golden paths do outside of the portal to bring a service into being. */
export interface ServiceCreationService {
  /**
   * Makes sure that nothing is in the way of a new service. Throws a `ConflictError` that says what is, and a
   * `ServiceUnavailableError` where that could not be found out.
   */
  checkName(
    service: NewService,
    options: CallerOptions,
  ): Promise<NameAvailability>;
  /** Looks what exists of a service. */
  findLeftovers(
    service: NewService,
    options: CallerOptions,
  ): Promise<Leftovers>;
}
