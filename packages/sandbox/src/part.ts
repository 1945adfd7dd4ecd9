/** What every part of the local world gets from the supervisor. */
export interface SandboxContext {
  /** Folder for this part's own data; exists, and is kept between starts. */
  readonly dataDirectory: string;
  /** What the parts started so far have told the portal, as environment variables. */
  readonly environment: ReadonlyMap<string, string>;
  /** One line about the progress of a long step, shown beside the part's name. */
  progress(message: string): void;
  /**
   * A TCP port on 127.0.0.1 for the given purpose: the one of the last start where it is free, else the preferred one,
   * else the next free one.
   */
  port(purpose: string, preferred: number): Promise<number>;
  /** Remembers a child process, so that the next start can end it if this one is killed. */
  recordProcess(pid: number): Promise<void>;
}

/** A part that runs. */
export interface RunningPart {
  /** What the portal and the other parts need to reach it. Names start with `SANDBOX_`. */
  readonly environment: Readonly<Record<string, string>>;
  /** Shown in the table after the start, for example a URL. */
  readonly location: string;
  stop(): Promise<void>;
}

/** One part of the local world. */
export interface Part {
  /** Short and stable, used for folders and on the screen: `postgresql`, `kubernetes`, `github`, `players`, … */
  readonly name: string;
  /** What a reader should know it as, for example "Kubernetes API server". */
  readonly title: string;
  start(context: SandboxContext): Promise<RunningPart>;
}
