/** Something that a stream of server-sent events tells. */
export type ServerSentEvent =
  | { type: 'data'; data: string }
  | { type: 'comment' };

const longestLine = 16 * 1024 * 1024;

/**
 * Reads server-sent events, each of one line, as Argo CD writes them; it sends a comment every 15 s.
 * https://html.spec.whatwg.org/multipage/server-sent-events.html#event-stream-interpretation
 */
export async function* readServerSentEvents(
  chunks: AsyncIterable<Uint8Array>,
): AsyncGenerator<ServerSentEvent> {
  const decoder = new TextDecoder();
  let rest = '';
  for await (const chunk of chunks) {
    const lines = (rest + decoder.decode(chunk, { stream: true })).split('\n');
    rest = lines.pop() ?? '';
    if (rest.length > longestLine) {
      throw new Error('The stream of Argo CD has a line without an end.');
    }
    for (const line of lines) {
      if (line.startsWith('data:')) {
        yield { type: 'data', data: line.slice('data:'.length).trim() };
      } else if (line.startsWith(':')) {
        yield { type: 'comment' };
      }
    }
  }
}
