const upperCaseLetter = /[A-Z]/g;
const afterUnderscore = /_([a-z])/g;

/** `requestedBy` → `requested_by` for each key; objects become JSON text, as the driver would take arrays for its own. */
export function toColumns(
  values: Readonly<Record<string, unknown>>,
): Record<string, unknown> {
  return Object.fromEntries(
    Object.entries(values)
      .filter(([, value]) => value !== undefined)
      .map(([key, value]) => [
        key.replace(upperCaseLetter, letter => `_${letter.toLowerCase()}`),
        isJson(value) ? JSON.stringify(value) : value,
      ]),
  );
}

/** `requested_by` → `requestedBy` for each column. The tables and the row types are kept in step by hand. */
export function fromColumns<TRow>(columns: Record<string, unknown>): TRow {
  return Object.fromEntries(
    Object.entries(columns).map(([column, value]) => [
      column.replace(afterUnderscore, (_, letter: string) =>
        letter.toUpperCase(),
      ),
      value,
    ]),
  ) as TRow;
}

function isJson(value: unknown): boolean {
  return (
    typeof value === 'object' && value !== null && !(value instanceof Date)
  );
}
