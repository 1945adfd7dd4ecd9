import { markerTrailer } from './markerOf';

/** A commit's message with its trailers, the marker of the change last. */
export function markedMessageOf(request: {
  readonly message: string;
  readonly trailers: Readonly<Record<string, string>>;
  readonly marker: string;
}): string {
  const trailers = Object.entries({
    ...request.trailers,
    [markerTrailer]: request.marker,
  }).map(([key, value]) => `${key}: ${value}`);
  return `${request.message.trim()}\n\n${trailers.join('\n')}\n`;
}
