const maximumLength = 2_000;

/** A text as PostgreSQL takes it and people can read it: without null characters, and not a whole web page. */
export function storableText(text: string): string {
  const clean = text.replaceAll('\u0000', '');
  return clean.length > maximumLength
    ? `${clean.slice(0, maximumLength - 1)}…`
    : clean;
}
