const maximumLength = 300;

/** Makes what a machine wrote the end of a sentence: one line, not too long, without a full stop. */
export function inSentence(message: string): string {
  const line = message
    .replaceAll(/\s+/g, ' ')
    .trim()
    .replace(/[.:;,]+$/, '');
  return line.length > maximumLength
    ? `${line.slice(0, maximumLength).trimEnd()}…`
    : line;
}
