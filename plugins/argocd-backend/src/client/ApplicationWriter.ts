import type { LiveApplication } from './LiveApplication';

/** Names one application of one Argo CD. It comes from Argo CD itself, never from a caller. */
export type ApplicationAddress = {
  readonly instance: string;
  readonly namespace: string;
  readonly name: string;
  readonly project: string;
};

/** For whom something is done. */
export interface Requester {
  /** The operation of the portal; it is noted at the application, by which it is found again. */
  readonly operationId: string;
  readonly requestedBy: string;
}

/** A sync that is to be made. */
export interface SyncRequest extends Requester {
  /** The commit; what the application follows, where it is absent. */
  readonly revision?: string;
  /** Whether objects that Git no longer has are deleted. */
  readonly prune: boolean;
  /** Whether the API server is only asked whether it would accept everything. */
  readonly dryRun: boolean;
}

/** A deployment that is to be brought back by Argo CD itself. */
export interface RollBackRequest extends Requester {
  readonly historyId: number;
  readonly revision: string;
}

/** How a call ends before its time. */
export interface WriterOptions {
  readonly signal?: AbortSignal;
}

/**
 * Reads applications at their source, and changes them. Where something else runs, requests reject with a
 * `ConflictError` that says who started it and when.
 */
export interface ApplicationWriter {
  /** The application as it is now; `undefined` where there is none. */
  read(
    address: ApplicationAddress,
    options?: WriterOptions,
  ): Promise<LiveApplication | undefined>;

  /** Asks for a comparison with Git. */
  refresh(address: ApplicationAddress, options?: WriterOptions): Promise<void>;

  /** Asks for a sync; one that was asked for by this operation and runs or succeeded is not asked for again. */
  sync(
    address: ApplicationAddress,
    request: SyncRequest,
    options?: WriterOptions,
  ): Promise<void>;

  /** Asks Argo CD to bring back a deployment of its history; once, as with {@link ApplicationWriter.sync}. */
  rollBack(
    address: ApplicationAddress,
    request: RollBackRequest,
    options?: WriterOptions,
  ): Promise<void>;

  /** Stops the operation that began at a time; does nothing where that one is over. */
  terminate(
    address: ApplicationAddress,
    request: { readonly startedAt: string },
    options?: WriterOptions,
  ): Promise<void>;
}
