/** Compares by code units: the same on every machine, and many times as fast as by the rules of a language. */
export function compareText(left: string, right: string): number {
  if (left === right) {
    return 0;
  }
  return left < right ? -1 : 1;
}
