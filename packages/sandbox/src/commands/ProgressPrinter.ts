import type { Part } from '../part.ts';
import type { PartStatus } from '../supervisor/PartRunner.ts';
import { duration } from './duration.ts';

/** Where lines go, and what time it is. */
export interface ProgressPrinterOptions {
  print(line: string): void;
  /** Also tells when a part begins, and every step of it. */
  readonly verbose?: boolean;
  readonly now?: () => number;
}

/** A step that goes on is told again after this time. */
const PROGRESS_INTERVAL_MILLISECONDS = 10_000;

/** Tells how the parts get on: one line when a part is there or has failed, and now and then one about a long step. */
export class ProgressPrinter {
  readonly #options: ProgressPrinterOptions;
  readonly #now: () => number;
  readonly #began = new Map<string, number>();
  readonly #told = new Map<string, number>();
  #stopping = false;

  constructor(options: ProgressPrinterOptions) {
    this.#options = options;
    this.#now = options.now ?? (() => performance.now());
  }

  /** From now on parts are stopped on purpose. */
  stopping(): void {
    this.#stopping = true;
  }

  /** Tells one change of one part. */
  show(part: Part, status: PartStatus): void {
    switch (status.state) {
      case 'starting':
        this.#showProgress(part, status.progress);
        break;
      case 'running':
        this.#line(part, status.location);
        break;
      case 'failed':
        this.#line(part, `FAILED: ${status.reason}`);
        break;
      case 'stopped':
        if (this.#options.verbose || !this.#stopping) {
          this.#line(part, 'stopped');
        }
        break;
      default:
    }
  }

  #showProgress(part: Part, progress: string | undefined): void {
    const now = this.#now();
    if (progress === undefined) {
      this.#began.set(part.name, now);
      // Only what takes long is told.
      this.#told.set(part.name, now - PROGRESS_INTERVAL_MILLISECONDS / 2);
      if (this.#options.verbose) {
        this.#line(part, 'starting');
      }
      return;
    }
    const last = this.#told.get(part.name) ?? now;
    if (this.#options.verbose || now - last >= PROGRESS_INTERVAL_MILLISECONDS) {
      this.#told.set(part.name, now);
      this.#line(part, progress);
    }
  }

  #line(part: Part, text: string): void {
    const began = this.#began.get(part.name);
    const elapsed = began === undefined ? '' : duration(this.#now() - began);
    this.#options.print(
      `${elapsed.padStart(11)}  ${part.title.padEnd(22)}  ${text}`,
    );
  }
}
