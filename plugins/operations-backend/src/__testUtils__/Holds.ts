/** Options of {@link Holds.create}. */
export interface HoldsOptions {
  readonly isHolding: boolean;
  readonly onHeld: (id: string, point: string) => void;
  /** Where an operation is to be held. */
  readonly pointOf: (id: string) => Promise<string | null>;
}

/** Holds operations where their details say so. */
export class Holds {
  readonly #points = new Map<string, string | null>();
  readonly #held = new Set<() => void>();
  readonly #options: HoldsOptions;
  #isOpen: boolean;

  static create(options: HoldsOptions): Holds {
    return new Holds(options);
  }

  private constructor(options: HoldsOptions) {
    this.#options = options;
    this.#isOpen = !options.isHolding;
  }

  async reach(id: string, point: string): Promise<void> {
    if (!this.#isOpen && (await this.#pointOf(id)) === point) {
      this.#options.onHeld(id, point);
      await new Promise<void>(release => this.#held.add(release));
    }
  }

  release(): void {
    this.#isOpen = true;
    this.#held.forEach(release => release());
  }

  async #pointOf(id: string): Promise<string | null> {
    const known = this.#points.get(id);
    if (known !== undefined) {
      return known;
    }
    const point = await this.#options.pointOf(id);
    this.#points.set(id, point);
    return point;
  }
}
