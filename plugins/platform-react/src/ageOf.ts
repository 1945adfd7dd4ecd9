const units = [
  { name: 'd', seconds: 86_400 },
  { name: 'h', seconds: 3_600 },
  { name: 'min', seconds: 60 },
  { name: 's', seconds: 1 },
];

/** How long ago a time was, in its largest unit: `40 s`, `12 min`, `3 h`, `2 d`. A time to come counts as now. */
export function ageOf(since: string, now: number): string {
  const seconds = Math.max(0, Math.floor((now - Date.parse(since)) / 1000));
  const unit = units.find(({ seconds: size }) => seconds >= size);
  return unit ? `${Math.floor(seconds / unit.seconds)} ${unit.name}` : '0 s';
}
