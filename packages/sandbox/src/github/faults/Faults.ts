import { requestFaultSchema } from './RequestFault.ts';
import type { FaultAnswer, RequestFault } from './RequestFault.ts';

/** What of a request a fault may depend on. */
export interface FaultSubject {
  readonly method: string;
  /** `owner/name`, if it is about a repository. */
  readonly repository?: string;
  /** Below the repository, or the whole where there is none. */
  readonly path: string;
}

/** A fault and how often it was met. */
class ActiveFault {
  readonly answer: FaultAnswer;
  readonly #repository?: RegExp;
  readonly #method?: string;
  readonly #path?: RegExp;
  readonly #first: number;
  readonly #last: number;
  #met = 0;
  #since?: number;

  constructor(fault: RequestFault) {
    const { answer, repository, method, path, skip, times } =
      requestFaultSchema.parse(fault);
    this.answer = answer;
    this.#repository = repository ? new RegExp(repository) : undefined;
    this.#method = method?.toUpperCase();
    this.#path = path ? new RegExp(path) : undefined;
    this.#first = skip;
    this.#last = skip + (times ?? Infinity);
  }

  /** Whether this request fails; it counts as met. */
  meets({ repository, method, path }: FaultSubject, now: number): boolean {
    if (
      (this.#repository && !this.#repository.test(repository ?? '')) ||
      (this.#method && this.#method !== method) ||
      (this.#path && !this.#path.test(path))
    ) {
      return false;
    }
    this.#met += 1;
    if (this.#met <= this.#first || this.#met > this.#last) {
      return false;
    }
    this.#since ??= now;
    return (
      this.answer.kind !== 'not-found' ||
      now - this.#since < this.answer.milliseconds
    );
  }
}

/** The failures that tests have asked for, in sets by name, so that tests side by side do not touch each other's. */
export class Faults {
  readonly #sets = new Map<string, readonly ActiveFault[]>();
  readonly #now: () => number;

  constructor(now: () => number = Date.now) {
    this.#now = now;
  }

  /** Replaces a set; nothing of it has been met yet. */
  set(name: string, faults: readonly RequestFault[]): void {
    this.#sets.set(
      name,
      faults.map(fault => new ActiveFault(fault)),
    );
  }

  delete(name: string): void {
    this.#sets.delete(name);
  }

  /** What happens to a request: delays, and the first other fault that meets it. */
  answersTo(subject: FaultSubject): FaultAnswer[] {
    const answers: FaultAnswer[] = [];
    for (const fault of [...this.#sets.values()].flat()) {
      const isDecided = answers.some(({ kind }) => kind !== 'delay');
      if (
        (fault.answer.kind === 'delay' || !isDecided) &&
        fault.meets(subject, this.#now())
      ) {
        answers.push(fault.answer);
      }
    }
    return answers;
  }
}
