import { MalformedLineError } from './MalformedLineError';

const lineBreak = 0x0a;

/** More than any API server sends in one line: its database takes objects of 1.5 MB. */
const longestLine = 64 * 1024 * 1024;

/**
 * Cuts a stream of bytes into lines. What follows the last line break is a line too, unless it is empty.
 *
 * Each line is a string of its own: none is a part of a larger one, which would be kept with it. A line that comes in
 * many chunks is put together once, at its end.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<string> {
  let parts: Uint8Array[] = [];
  let length = 0;
  const add = (part: Uint8Array) => {
    parts.push(part);
    length += part.length;
    if (length > longestLine) {
      throw new MalformedLineError(
        `The API server sent a line of more than ${longestLine} bytes.`,
      );
    }
  };
  const takeLine = () => {
    const line = Buffer.concat(parts, length).toString('utf8');
    parts = [];
    length = 0;
    return line;
  };
  for await (const chunk of chunks) {
    let start = 0;
    let end = chunk.indexOf(lineBreak);
    while (end !== -1) {
      add(chunk.subarray(start, end));
      yield takeLine();
      start = end + 1;
      end = chunk.indexOf(lineBreak, start);
    }
    if (start < chunk.length) {
      add(chunk.subarray(start));
    }
  }
  if (length > 0) {
    yield takeLine();
  }
}
