import { splitListItems } from './splitListItems';

async function* inPieces(text: string, size: number) {
  const bytes = new TextEncoder().encode(text);
  for (let start = 0; start < bytes.length; start += size) {
    yield bytes.subarray(start, start + size);
  }
}

async function split(text: string, size: number) {
  const parts: unknown[] = [];
  for await (const part of splitListItems(inPieces(text, size))) {
    parts.push([part.type, JSON.parse(part.json)]);
  }
  return parts;
}

const items = [
  { a: '}]"\\', b: [1, [2]], items: [{ c: '{' }] },
  { d: 'zwölf €', e: {} },
];

describe('splitListItems', () => {
  it.each([1, 2, 3, 7, 1000])('finds the items in pieces of %s', async size => {
    const metadata = { resourceVersion: '42', more: ['x'] };
    for (const list of [
      { metadata, items },
      { items, metadata },
    ]) {
      expect(await split(JSON.stringify(list, null, 1), size)).toEqual([
        ['item', items[0]],
        ['item', items[1]],
        ['rest', { metadata, items: [] }],
      ]);
    }
  });

  it.each(['{"metadata":{},"items":null}', '{"items":[]}', '{}'])(
    'finds none in %s',
    async text => {
      expect(await split(text, 5)).toEqual([['rest', JSON.parse(text)]]);
    },
  );

  it.each(['{"items":[{"a":1},{"b"', '<html></html>', ''])(
    'R6: refuses %s',
    async text => {
      await expect(split(text, 5)).rejects.toThrow(/instead of the data/);
    },
  );
});
