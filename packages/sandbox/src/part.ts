/** What every part of the local world gets from the supervisor. */
export interface SandboxContext {
  /** Folder for this part's own data; exists, and is kept between starts. */
  readonly dataDirectory: string;
  /**
   * What the parts have told each other so far: everything that was decided in `prepare`, and what the parts that this
   * one waits for said when they had started.
   */
  readonly environment: ReadonlyMap<string, string>;
  /** Aborted when the part is stopped while it starts: a long step ends then, and its child processes with it. */
  readonly signal: AbortSignal;
  /** One line about the progress of a long step, shown beside the part's name. */
  progress(message: string): void;
  /**
   * A TCP port on 127.0.0.1 for the given purpose: the one of the last start where it is free, else the preferred one,
   * else the next free one. 0 prefers none.
   */
  port(purpose: string, preferred: number): Promise<number>;
  /** Remembers a child process, so that the next start can end it if this one is killed. */
  recordProcess(pid: number): Promise<void>;
}

/** A part that runs. */
export interface RunningPart {
  /**
   * What the other parts need to reach it. Names that start with `SANDBOX_` are given to the portal too, so they must
   * be fit for it; other names stay among the parts.
   */
  readonly environment: Readonly<Record<string, string>>;
  /** Shown in the table after the start, for example a URL. */
  readonly location: string;
  /** Settles with the reason when the part stops by itself. Absent where a part cannot. */
  readonly stopped?: Promise<string>;
  stop(): Promise<void>;
}

/** One part of the local world. */
export interface Part {
  /** Short and stable, used for folders and on the screen: `postgresql`, `kubernetes`, `github`, `players`, … */
  readonly name: string;
  /** What a reader should know it as, for example "Kubernetes API server". */
  readonly title: string;
  /** Names of parts without which this one makes no sense: it is not started when one of them failed. */
  readonly needs?: readonly string[];
  /** Names of parts that this one waits for, and goes on without when they fail. */
  readonly after?: readonly string[];
  /**
   * Decides what others must know before this part runs (ports, tokens), so that nobody has to wait for a slow start.
   * Called for every part, in their order, before the first one starts.
   */
  prepare?(context: SandboxContext): Promise<Readonly<Record<string, string>>>;
  start(context: SandboxContext): Promise<RunningPart>;
}
