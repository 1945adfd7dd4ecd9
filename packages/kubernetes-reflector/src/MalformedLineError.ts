/**
 * The API server, or something in between, sent what cannot be understood: a line that was cut off, or something other
 * than a watch event or a list. The message never quotes it: a line may hold what must not reach a log.
 */
export class MalformedLineError extends Error {
  constructor(message: string) {
    super(message);
    this.name = 'MalformedLineError';
  }
}
