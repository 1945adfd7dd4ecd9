const units = [
  { name: 'd', seconds: 86_400 },
  { name: 'h', seconds: 3_600 },
  { name: 'min', seconds: 60 },
];

/** "3 h ago": the distance of a past time in its largest unit. */
export function relativeTime(date: Date, now: Date): string {
  const seconds = (now.getTime() - date.getTime()) / 1000;
  const fitting = units.find(unit => seconds >= unit.seconds);
  return fitting
    ? `${Math.floor(seconds / fitting.seconds)} ${fitting.name} ago`
    : 'just now';
}
