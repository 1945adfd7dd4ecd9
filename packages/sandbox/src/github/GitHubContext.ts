import type { Journal } from './emulator/Journal.ts';
import type { Metadata } from './emulator/Metadata.ts';
import type { Faults } from './faults/Faults.ts';
import type { WriteLog } from './faults/WriteLog.ts';
import type { GitRepositories } from './git/GitRepositories.ts';
import type { Caller } from './identities/authenticate.ts';
import type { Person } from './identities/people.ts';
import type { TokenStore } from './identities/TokenStore.ts';

/** What every route of the stand-in works with. */
export interface GitHubContext {
  /** Where the front answers, without a trailing slash. */
  readonly url: string;
  readonly portalUrl: string;
  readonly repositories: GitRepositories;
  readonly metadata: Metadata;
  /** Commit statuses, which the emulator does not know. */
  readonly statuses: Journal;
  readonly tokens: TokenStore;
  /** Everybody who may sign in, also those whom the sign-in page does not list. */
  readonly people: readonly Person[];
  /** A push to a repository whose name matches one of these is declined. */
  readonly rejectPushTo: readonly RegExp[];
  /** Failures that tests have asked for. */
  readonly faults: Faults;
  readonly writes: WriteLog;
  log(message: string): void;
}

/** What the middleware has found out about a request. */
export interface GitHubEnvironment {
  Variables: { caller: Caller };
}
