/** A server that asks for more is not believed: nobody would notice its return. */
const longestSeconds = 300;

/**
 * How long a `Retry-After` header asks to wait: in seconds, or until a date, which is compared with the server's own
 * clock where it tells that.
 *
 * https://www.rfc-editor.org/rfc/rfc9110#section-10.2.3
 */
export function retryAfterSeconds(
  headers: { readonly 'retry-after'?: string; readonly date?: string },
  now: number,
): number | undefined {
  const text = headers['retry-after']?.trim();
  if (!text) {
    return undefined;
  }
  const seconds = /^\d+$/.test(text)
    ? Number(text)
    : (Date.parse(text) - timeOf(headers.date, now)) / 1000;
  return seconds > 0 ? Math.min(longestSeconds, seconds) : undefined;
}

function timeOf(date: string | undefined, now: number): number {
  const time = Date.parse(date ?? '');
  return Number.isNaN(time) ? now : time;
}
