/** How deep an input may be nested. */
export const maximumInputDepth = 20;

/** Matches texts that a database can hold: no null character, and no half of a pair of surrogates. */
export const storableTextPattern = /^[^\0\p{Cs}]*$/u;

/** Why an input cannot be kept as JSON; `undefined` where it can. It takes no stack, whatever it is given. */
export function findInputProblem(input: unknown): string | undefined {
  let level: unknown[] = [input];
  for (let depth = 0; level.length > 0; depth += 1) {
    if (depth > maximumInputDepth) {
      return `expected at most ${maximumInputDepth} levels`;
    }
    const texts = level.flatMap(textsOf);
    if (texts.some(text => !storableTextPattern.test(text))) {
      return 'expected texts without null characters and broken pairs of surrogates';
    }
    level = level.flatMap(value =>
      typeof value === 'object' && value !== null ? Object.values(value) : [],
    );
  }
  return undefined;
}

function textsOf(value: unknown): string[] {
  if (typeof value === 'string') {
    return [value];
  }
  return typeof value === 'object' && value !== null ? Object.keys(value) : [];
}
