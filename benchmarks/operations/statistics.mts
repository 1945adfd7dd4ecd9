/** A share of the values is not larger than this one. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((left, right) => left - right);
  return sorted[Math.min(sorted.length - 1, Math.floor(share * sorted.length))];
}

/** The middle, and the two ends. */
export interface Summary {
  readonly p50: number;
  readonly p95: number;
  readonly least: number;
  readonly most: number;
  readonly count: number;
}

/** Says in a few figures how values are spread. */
export function summarize(values: readonly number[]): Summary {
  return {
    p50: percentile(values, 0.5),
    p95: percentile(values, 0.95),
    least: Math.min(...values),
    most: Math.max(...values),
    count: values.length,
  };
}
