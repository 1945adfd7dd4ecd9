import type { CrashPoint, Death } from './CrashPoint.mts';

/** Something that is held at a place until the process is dead. */
interface Held {
  readonly subject: string;
  /** Called when the process is gone. */
  afterDeath(): Promise<void>;
}

/** What is to happen to a request or statement. */
export interface Verdict {
  readonly death: Death;
  /** Lets the process die. What is given is done when it is gone. */
  strike(afterDeath: () => Promise<void>): void;
}

/** Options of {@link Ambush.create}. */
export interface AmbushOptions {
  /** How long others are waited for, when the first has come to its place. */
  readonly graceMilliseconds: number;
  /** Kills the process. */
  readonly kill: () => Promise<void>;
  /** Starts another one. */
  readonly restart: () => Promise<void>;
  /** Prepares a place whose passing cannot be held up otherwise. */
  readonly prepare: (subject: string, point: CrashPoint) => Promise<void>;
}

/**
 * Where the processes of operations are to die. Each subject, an operation, has the points at which it is to happen, one
 * after the other. What comes to its next point is held there, and the process is killed while it is.
 */
export class Ambush {
  readonly #options: AmbushOptions;
  readonly #points = new Map<string, CrashPoint[]>();
  readonly #seen = new Map<string, string[]>();
  #held: Held[] = [];
  #isStriking = false;
  #alarm: (() => void) | undefined;
  #kills = 0;
  #hits = 0;
  /** What went wrong with a kill; nothing can go on after that. */
  #failure: unknown;

  static create(options: AmbushOptions): Ambush {
    return new Ambush(options);
  }

  private constructor(options: AmbushOptions) {
    this.#options = options;
  }

  /** How many processes were killed. */
  get kills(): number {
    return this.#kills;
  }

  /** At how many points. */
  get hits(): number {
    return this.#hits;
  }

  /** Whether an operation is still to die somewhere. */
  isArmed(subject: string): boolean {
    return (this.#points.get(subject) ?? []).length > 0;
  }

  assertWorks(): void {
    if (this.#failure !== undefined) {
      throw this.#failure;
    }
  }

  /** Says where an operation is to die. */
  async arm(subject: string, points: readonly CrashPoint[]): Promise<void> {
    this.#seen.set(subject, []);
    const [first] = points;
    if (first) {
      await this.#options.prepare(subject, first);
      this.#points.set(subject, [...points]);
    }
  }

  /** Lets an operation live. Returns the requests it has made, and where it did not die. */
  disarm(subject: string): {
    readonly seen: string[];
    readonly missed: CrashPoint[];
  } {
    const missed = this.#points.get(subject) ?? [];
    const seen = this.#seen.get(subject) ?? [];
    this.#points.delete(subject);
    this.#seen.delete(subject);
    this.#alarm?.();
    return { seen, missed };
  }

  /** An operation has come to a place. What is to happen there, if it is the one where it is to die. */
  reach(subject: string, place: string): Verdict | undefined {
    this.#seen.get(subject)?.push(place);
    const [point, ...others] = this.#points.get(subject) ?? [];
    const isHeld = this.#held.some(held => held.subject === subject);
    if (point?.place !== place || isHeld || this.#failure !== undefined) {
      return undefined;
    }
    this.#points.set(subject, others);
    this.#hits += 1;
    return {
      death: point.death,
      strike: afterDeath => {
        this.#held.push({ subject, afterDeath });
        this.#alarm?.();
        void this.#strike();
      },
    };
  }

  async #strike(): Promise<void> {
    if (this.#isStriking) {
      return;
    }
    this.#isStriking = true;
    try {
      while (this.#held.length > 0) {
        await this.#waitForOthers();
        this.#kills += 1;
        await this.#options.kill();
        const held = this.#held;
        for (const { subject, afterDeath } of held) {
          await afterDeath();
          const [next] = this.#points.get(subject) ?? [];
          if (next) {
            await this.#options.prepare(subject, next);
          }
        }
        this.#held = this.#held.filter(one => !held.includes(one));
        await this.#options.restart();
      }
    } catch (error) {
      this.#failure = error;
    } finally {
      this.#isStriking = false;
    }
  }

  /** Those that come to their points within a moment die by the same blow. */
  async #waitForOthers(): Promise<void> {
    const endAt = performance.now() + this.#options.graceMilliseconds;
    while (this.#areMoreExpected() && performance.now() < endAt) {
      await new Promise<void>(resolve => {
        const timer = setTimeout(resolve, endAt - performance.now());
        this.#alarm = () => {
          clearTimeout(timer);
          resolve();
        };
      });
    }
    this.#alarm = undefined;
  }

  #areMoreExpected(): boolean {
    const held = new Set(this.#held.map(({ subject }) => subject));
    return [...this.#points].some(
      ([subject, points]) => points.length > 0 && !held.has(subject),
    );
  }
}
