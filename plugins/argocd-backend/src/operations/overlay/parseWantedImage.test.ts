import { parseWantedImage, type WantedImage } from './parseWantedImage';

const digest = `sha256:${'a'.repeat(64)}`;

describe('parseWantedImage', () => {
  it.each<[string, WantedImage]>([
    ['v1.9.0', { tag: 'v1.9.0' }],
    [' 1.9 ', { tag: '1.9' }],
    [digest, { digest }],
    [`v1.9.0@${digest}`, { tag: 'v1.9.0', digest }],
    ['ghcr.io/acme/orders:v1', { name: 'ghcr.io/acme/orders', tag: 'v1' }],
    [
      `orders@${digest}`.replace('orders', 'acme/orders'),
      { name: 'acme/orders', digest },
    ],
    [
      `localhost:5000/orders:v1@${digest}`,
      { name: 'localhost:5000/orders', tag: 'v1', digest },
    ],
  ])('reads %s', (text, expected) => {
    expect(parseWantedImage(text)).toEqual(expected);
  });

  it.each([
    '',
    '-v1',
    '.v1',
    'v1 9',
    'v1\nnewTag: v2',
    'a'.repeat(129),
    'sha256:abc',
    `sha256:${'A'.repeat(64)}`,
    `v1@sha256:abc`,
    `v1@${digest}@${digest}`,
    'ghcr.io/acme/orders',
    'ghcr.io/acme/orders:',
    'ghcr.io/../orders:v1',
    'GHCR.io/Acme/orders:v1',
    'https://ghcr.io/acme/orders:v1',
    '${x}',
  ])('S2: refuses %j and says what to write', text => {
    expect(() => parseWantedImage(text)).toThrow(
      'is not a version of an image: give a tag such as v1.9.0',
    );
  });
});
