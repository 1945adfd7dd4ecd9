/** The named fields of an object; a list on the way is taken apart, as Argo CD does for `items.metadata.name`. */
export function pickFields(value: unknown, fields: readonly string[]): object {
  return pick(
    value,
    fields.map(field => field.split('.')),
  ) as object; // The root is an object, and what is picked of an object is one.
}

function pick(value: unknown, paths: readonly string[][]): unknown {
  if (paths.some(path => path.length === 0)) {
    return value;
  }
  if (Array.isArray(value)) {
    return value.map(entry => pick(entry, paths));
  }
  if (typeof value !== 'object' || value === null) {
    return undefined;
  }
  const heads = [...new Set(paths.map(([head]) => head))];
  return Object.fromEntries(
    Object.entries(value)
      .filter(([key]) => heads.includes(key))
      .map(([key, child]) => [
        key,
        pick(
          child,
          paths.filter(([head]) => head === key).map(([, ...rest]) => rest),
        ),
      ]),
  );
}
