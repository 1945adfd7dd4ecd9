import { StringDecoder } from 'node:string_decoder';

/** Cuts a stream of bytes into lines. What follows the last line break is a line too, unless it is empty. */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<string> {
  const decoder = new StringDecoder('utf8');
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.write(chunk)).split('\n');
    rest = lines.pop() ?? '';
    yield* lines;
  }
  rest += decoder.end();
  if (rest) {
    yield rest;
  }
}
