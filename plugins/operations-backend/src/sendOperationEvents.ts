import { isOver, type Operation } from '@golden-path/plugin-operations-common';
import type { Response } from 'express';
import type { ChangeFeed } from './service/ChangeFeed';

/** How an operation is followed. */
export interface FollowedOperation {
  readonly changes: Pick<ChangeFeed, 'watch'>;
  /** With the rights of the caller, each time anew. */
  readonly read: () => Promise<Operation>;
}

const keepAliveMilliseconds = 15_000;

/** A client asks again then, with a token that is valid still. */
const longestStreamMilliseconds = 10 * 60_000;

/**
 * Sends an operation whenever it changes, as server-sent events, until it is over or the client goes away. The first
 * read happens before the headers, so that a refusal is an ordinary answer.
 */
export async function sendOperationEvents(
  response: Response,
  { changes, read }: FollowedOperation,
): Promise<void> {
  const first = await read();
  response.writeHead(200, {
    'Content-Type': 'text/event-stream; charset=utf-8',
    // Compression would keep events back until it has enough of them.
    'Cache-Control': 'no-cache, no-transform',
    'X-Accel-Buffering': 'no',
  });
  const ended = new Promise<void>(resolve => response.on('close', resolve));
  const send = (operation: Operation) => {
    response.write(`event: operation\ndata: ${JSON.stringify(operation)}\n\n`);
    if (isOver(operation.status)) {
      response.end();
    }
  };
  const keepAlive = setInterval(
    () => response.write(': still there\n\n'),
    keepAliveMilliseconds,
  );
  const limit = setTimeout(() => response.end(), longestStreamMilliseconds);
  const stopWatching = changes.watch(first.id, first.revision, () => {
    // What may not be read any more ends the stream; the next request tells why.
    read().then(send, () => response.end());
  });
  send(first);
  await ended;
  stopWatching();
  clearInterval(keepAlive);
  clearTimeout(limit);
}
