/** A time as Kubernetes writes it, or nothing: a text that is no time would break every screen that formats it. */
export function timeOf(text: string | undefined): string | undefined {
  return text && text.length <= 40 && !Number.isNaN(Date.parse(text))
    ? text
    : undefined;
}
