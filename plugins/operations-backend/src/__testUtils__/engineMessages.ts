/** What a test asks of a process with an engine. */
export type EngineRequest =
  | {
      readonly type: 'accept';
      readonly id: string;
      readonly version: 1 | 2;
      readonly hold: string | null;
      readonly fails: string | null;
      readonly undoes: string | null;
      /** False leaves it as a process does that dies after the row was written. */
      readonly begins: boolean;
    }
  | { readonly type: 'retry'; readonly id: string }
  | { readonly type: 'cancel'; readonly id: string }
  /** What is held goes on, and nothing is held any more. */
  | { readonly type: 'release' }
  | { readonly type: 'count' }
  | { readonly type: 'stop' };

/** What a process with an engine tells its test. */
export type EngineReport =
  | { readonly type: 'ready'; readonly executorId: string }
  | { readonly type: 'held'; readonly id: string; readonly point: string }
  /** The process knows that somebody has cancelled it. */
  | { readonly type: 'cancelled'; readonly id: string }
  | { readonly type: 'accepted'; readonly id: string }
  | {
      readonly type: 'counted';
      readonly running: number;
      readonly lost: number;
    }
  | { readonly type: 'failed'; readonly message: string }
  | { readonly type: 'stopped' };

/** The environment of a process with an engine. */
export interface EngineSettings {
  readonly database: string;
  /** Where the effects are, where that is not reached the same way. */
  readonly world?: string;
  readonly heartbeatSeconds: number;
  readonly takeOverAfterSeconds: number;
  /** Which version of the steps it knows; null for none. */
  readonly version: 1 | 2 | null;
  /** Whether it holds operations at their points. */
  readonly holds: boolean;
}
