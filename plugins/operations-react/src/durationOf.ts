/** How long something took, in words that fit its size: `0.4 s`, `14 s`, `2 min 5 s`, `3 h 10 min`. */
export function durationOf(start: string, end: string | number): string {
  const milliseconds = Math.max(
    0,
    (typeof end === 'number' ? end : Date.parse(end)) - Date.parse(start),
  );
  const seconds = Math.floor(milliseconds / 1_000);
  if (seconds < 10) {
    return `${(Math.floor(milliseconds / 100) / 10).toFixed(1)} s`;
  }
  if (seconds < 60) {
    return `${seconds} s`;
  }
  const minutes = Math.floor(seconds / 60);
  return minutes < 60
    ? joined(minutes, 'min', seconds % 60, 's')
    : joined(Math.floor(minutes / 60), 'h', minutes % 60, 'min');
}

function joined(
  ...[large, unit, small, smallUnit]: [number, string, number, string]
) {
  return small > 0
    ? `${large} ${unit} ${small} ${smallUnit}`
    : `${large} ${unit}`;
}
