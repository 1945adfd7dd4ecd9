const number = /^\d+$/;

/**
 * Whether one resource version is older than another one. False where they cannot be compared.
 *
 * https://kubernetes.io/docs/reference/using-api/api-concepts/#resource-versions
 */
export function isBefore(left: string, right: string): boolean {
  return (
    number.test(left) && number.test(right) && BigInt(left) < BigInt(right)
  );
}
