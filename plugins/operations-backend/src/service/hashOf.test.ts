import { hashOf } from './hashOf';

describe('hashOf', () => {
  it('is the same for the same content, whatever the order of its keys', () => {
    const hash = hashOf({ a: 1, b: { c: [1, { d: null, e: 'x' }] } });
    expect(hashOf({ b: { c: [1, { e: 'x', d: null }] }, a: 1 })).toBe(hash);
    // An order of values is content.
    expect(hashOf({ a: 1, b: { c: [{ d: null, e: 'x' }, 1] } })).not.toBe(hash);
    expect(hash).toMatch(/^[\w-]{43}$/);
  });

  it.each([
    [{ a: '1' }, { a: 1 }],
    [{ a: null }, {}],
    [{ a: [] }, { a: {} }],
    [{ a: '' }, { a: null }],
    [{ ab: 'c' }, { a: 'bc' }],
    [{ a: ['b', 'c'] }, { a: ['bc'] }],
    [{ a: true }, { a: 'true' }],
  ])('tells %j from %j', (left, right) => {
    expect(hashOf(left)).not.toBe(hashOf(right));
  });
});
