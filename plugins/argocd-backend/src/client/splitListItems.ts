import { notArgoCd } from './ArgoCdServerClient';

/** What {@link splitListItems} finds. */
export type ListPart =
  | { type: 'item'; json: string }
  /** All that is beside the items. */
  | { type: 'rest'; json: string };

/** One item of more is no Application: a cluster stores no object of this size. */
const longestItem = 16 * 1024 * 1024;

const quote = 0x22;
const backslash = 0x5c;
const openBrace = 0x7b;
const closeBrace = 0x7d;
const openBracket = 0x5b;
const closeBracket = 0x5d;

class Splitter {
  #depth = 0;
  #isInString = false;
  #isEscaped = false;
  #isInItems = false;
  #item = '';
  #rest = '';

  *feed(text: string): Generator<ListPart> {
    let start = 0;
    for (let index = 0; index < text.length; index++) {
      const code = text.charCodeAt(index);
      if (this.#isInString) {
        this.#readString(code);
      } else if (code === quote) {
        this.#isInString = true;
      } else if (code === openBrace || code === openBracket) {
        this.#depth++;
        if (code === openBracket && this.#depth === 2) {
          this.#rest += text.slice(start, index + 1);
          start = index + 1;
          this.#isInItems = /"items"\s*:\s*\[$/.test(this.#rest);
        } else if (this.#isInItems && this.#depth === 3) {
          start = index;
        }
      } else if (code === closeBrace || code === closeBracket) {
        this.#depth--;
        if (this.#isInItems && this.#depth === 2) {
          yield {
            type: 'item',
            json: this.#item + text.slice(start, index + 1),
          };
          this.#item = '';
          start = index + 1;
        } else if (this.#isInItems && this.#depth === 1) {
          this.#isInItems = false;
          start = index;
        }
      }
    }
    this.#keep(text.slice(start));
  }

  end(): ListPart {
    if (this.#depth !== 0 || !this.#rest.trimStart().startsWith('{')) {
      throw notArgoCd('a list that was cut off, or is none');
    }
    return { type: 'rest', json: this.#rest };
  }

  #readString(code: number): void {
    if (this.#isEscaped) {
      this.#isEscaped = false;
    } else if (code === backslash) {
      this.#isEscaped = true;
    } else if (code === quote) {
      this.#isInString = false;
    }
  }

  #keep(text: string): void {
    if (!this.#isInItems) {
      this.#rest += text;
    } else if (this.#depth > 2) {
      this.#item += text;
    }
    if (this.#item.length + this.#rest.length > longestItem) {
      throw notArgoCd('an object without an end');
    }
  }
}

/**
 * Cuts `{"metadata":…,"items":[…]}` into its items while it arrives, so that a list of ten thousand is never in memory
 * as a whole.
 */
export async function* splitListItems(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<ListPart> {
  const decoder = new TextDecoder();
  const splitter = new Splitter();
  for await (const chunk of chunks) {
    yield* splitter.feed(decoder.decode(chunk, { stream: true }));
  }
  yield splitter.end();
}
