/**
 * The environments that some of these services run in, in promotion order.
 * Each service lists its own in that order; the longest list leads, and what it
 * lacks follows at its end.
 */
export function environmentColumns(
  environmentsOfServices: string[][],
): string[] {
  const longestFirst = [...environmentsOfServices].sort(
    (one, other) => other.length - one.length,
  );
  return [...new Set(longestFirst.flat())];
}
