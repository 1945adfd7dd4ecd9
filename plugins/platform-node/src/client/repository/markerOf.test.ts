import { markerOf } from './markerOf';

describe('markerOf', () => {
  it.each<[string, string | undefined]>([
    ['Deploy\n\nRequested-by: ana\nOperation-Id: a-1\n', 'a-1'],
    ['Deploy\n\nWhy.\n\noperation-id:  a-1  \nCo-authored-by: b', 'a-1'],
    ['Deploy\r\n\r\nOperation-Id: a-1\r\n', 'a-1'],
    ['Deploy\n\nOperation-Id: a-1\n\nNot the last paragraph.', undefined],
    ['Deploy\n\nSee Operation-Id: a-1', undefined],
    ['Deploy\n\nOperation-Id: a 1', undefined],
    ['Deploy', undefined],
    ['', undefined],
  ])('finds the marker of %j', (text, marker) => {
    expect(markerOf(text)).toBe(marker);
  });
});
