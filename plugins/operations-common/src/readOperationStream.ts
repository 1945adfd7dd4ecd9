import { EventSourceParserStream } from 'eventsource-parser/stream';
import { operationSchema, type Operation } from './schema';

/** The operations that the answer of `GET /v1/operations/:id/events` tells, as server-sent events. */
export async function* readOperationStream(
  response: Response,
): AsyncGenerator<Operation, void, undefined> {
  if (!response.body) {
    return;
  }
  const reader = response.body
    .pipeThrough(new TextDecoderStream())
    .pipeThrough(new EventSourceParserStream())
    .getReader();
  try {
    for (;;) {
      const { done, value } = await reader.read();
      if (done) {
        return;
      }
      if (value.event === 'operation') {
        yield operationSchema.parse(JSON.parse(value.data));
      }
    }
  } finally {
    await reader.cancel();
  }
}
