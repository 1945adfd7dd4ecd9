/**
 * An indexer by label, for a projection that keeps the labels: `find('label', 'team=orders')` with
 * `indexers: { label: byLabel(({ labels }) => labels) }`.
 *
 * @param labelsOf - where the projection keeps the labels, or those of them that are looked up
 */
export function byLabel<T>(
  labelsOf: (value: T) => Readonly<Record<string, string>> | undefined,
): (value: T) => string[] {
  return value =>
    Object.entries(labelsOf(value) ?? {}).map(
      ([name, labelValue]) => `${name}=${labelValue}`,
    );
}
