import type { CollectionReader } from './CollectionReader';
import { parseListPage, type ListPage } from './parseListPage';
import type { ReflectorTiming } from './ReflectorTiming';

/** Options of {@link readListPages}. */
export interface ReadListPagesOptions {
  reader: CollectionReader;
  timing: ReflectorTiming;
  signal: AbortSignal;
}

/** Lists a collection, page by page. All pages show it as it was when the first one was read. */
export async function* readListPages(
  options: ReadListPagesOptions,
): AsyncGenerator<ListPage> {
  const { reader, timing, signal } = options;
  let continueToken: string | undefined;
  do {
    const text: string[] = [];
    const lines = reader.read({
      // No resourceVersion: with one, servers ignore the limit.
      parameters: {
        limit: String(timing.pageSize),
        ...(continueToken && { continue: continueToken }),
      },
      signal,
      answerTimeoutMilliseconds: timing.answerTimeoutMilliseconds,
      idleTimeoutMilliseconds: timing.idleTimeoutMilliseconds,
    });
    for await (const line of lines) {
      text.push(line ?? '');
    }
    const page = parseListPage(text.join('\n'));
    continueToken = page.metadata.continue;
    yield page;
  } while (continueToken);
}
