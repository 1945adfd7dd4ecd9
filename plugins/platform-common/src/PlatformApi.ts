import type { EnvironmentsResponse, NameAvailability } from './schema';

/** Options of every call to the platform API. */
export interface PlatformRequestOptions {
  /** A token of the caller, for callers that run in a backend. A browser's fetch adds its own. */
  token?: string;
  signal?: AbortSignal;
}

/** What the platform offers to portal, command line and other backends. */
export interface PlatformApi {
  /** Asks catalog, Git host and clusters whether a service may have this name. */
  getNameAvailability(
    name: string,
    options?: PlatformRequestOptions,
  ): Promise<NameAvailability>;
  /** The environments in the order of promotion. */
  listEnvironments(
    options?: PlatformRequestOptions,
  ): Promise<EnvironmentsResponse>;
}
