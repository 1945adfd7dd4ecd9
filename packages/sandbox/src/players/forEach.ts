/** Does something for each item, a few at a time, in their order; what fails keeps nothing else from being done. */
export async function forEach<T>(
  items: Iterable<T>,
  parallel: number,
  action: (item: T) => Promise<void>,
): Promise<void> {
  const iterator = items[Symbol.iterator]();
  const failures: unknown[] = [];
  await Promise.all(
    Array.from({ length: parallel }, async () => {
      for (let next = iterator.next(); !next.done; next = iterator.next()) {
        await action(next.value).catch(error => failures.push(error));
      }
    }),
  );
  if (failures.length) {
    throw failures[0];
  }
}
