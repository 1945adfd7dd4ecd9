import { findInputProblem, maximumInputDepth } from './storableInput';

const broken =
  'expected texts without null characters and broken pairs of surrogates';
const deep = `expected at most ${maximumInputDepth} levels`;

function nested(levels: number): unknown {
  let value: unknown = 'end';
  for (let level = 0; level < levels; level += 1) {
    value = level % 2 ? [value] : { value };
  }
  return value;
}

describe('findInputProblem', () => {
  it.each([
    [{}, undefined],
    [{ text: 'Grüße, 漢字 and 🚀\n', number: 1, nothing: null }, undefined],
    [nested(maximumInputDepth), undefined],
    [nested(maximumInputDepth + 1), deep],
    [nested(100_000), deep],
    [{ text: 'a\u0000b' }, broken],
    [{ 'a\u0000b': 1 }, broken],
    [{ list: ['\ud83d'] }, broken],
    [{ list: [{ text: '\udc00x' }] }, broken],
  ])('tells what is wrong with %#', (input, expected) => {
    expect(findInputProblem(input)).toBe(expected);
  });

  it('looks at wide ones in one go', () => {
    expect(findInputProblem(Array.from({ length: 50_000 }, () => 'x'))).toBe(
      undefined,
    );
  });
});
