const numbers = new Intl.NumberFormat();

/** A number as people write it: `3,321`. */
export function formatCount(count: number): string {
  return numbers.format(count);
}
