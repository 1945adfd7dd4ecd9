/** So often in a row a streaming list may stay incomplete before pages are read instead. */
const attemptsToStream = 2;

/** Whether lists are streamed, or read in pages since the server cannot stream them. */
export class ListKind {
  #kind: 'streaming list' | 'paged list' = 'streaming list';
  #isNew = false;
  #incomplete = 0;

  get isPaged(): boolean {
    return this.#kind === 'paged list';
  }

  readInPages(): void {
    this.#kind = 'paged list';
    this.#isNew = true;
  }

  /** A server that does not know streaming lists may take one for a watch, which has no end of the list. */
  countIncomplete(): void {
    this.#incomplete++;
    if (this.#incomplete >= attemptsToStream) {
      this.readInPages();
    }
  }

  complete(): void {
    this.#incomplete = 0;
  }

  /** Whether this is the first list of this kind, after another kind was tried. */
  takeChange(): boolean {
    const isNew = this.#isNew;
    this.#isNew = false;
    return isNew;
  }
}
