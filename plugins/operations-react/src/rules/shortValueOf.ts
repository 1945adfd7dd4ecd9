/** A value of a change without what its subject says already: `v1.9.0` rather than the name of the image again. */
export function shortValueOf(subject: string, value: string): string {
  const rest = value.startsWith(subject) ? value.slice(subject.length) : '';
  return /^[:@]./.test(rest) ? rest.slice(1) : value;
}
