import type { ImageEdit } from './ImageEdit';
import { planRollBack, type EarlierImages } from './planRollBack';

const overlay = [
  { name: 'orders', newTag: 'v3' },
  { name: 'worker', newTag: 'v3' },
];

describe('planRollBack', () => {
  it.each<[string, EarlierImages, ImageEdit[]]>([
    [
      'what the overlay said then',
      {
        type: 'overlay',
        images: [
          { name: 'orders', newName: 'old/orders', digest: 'sha256:abc' },
          { name: 'worker', newTag: 'v1' },
          { name: 'gone', newTag: 'v1' },
        ],
      },
      [
        {
          name: 'orders',
          from: { newTag: 'v3' },
          to: { newName: 'old/orders', digest: 'sha256:abc' },
        },
        { name: 'worker', from: { newTag: 'v3' }, to: { newTag: 'v1' } },
      ],
    ],
    [
      'what is noted, and leaves what there was not yet',
      {
        type: 'noted',
        images: [
          { name: 'orders', tag: 'v1' },
          { name: 'proxy', tag: '1' },
        ],
      },
      [{ name: 'orders', from: { newTag: 'v3' }, to: { newTag: 'v1' } }],
    ],
  ])('brings back %s', (_title, earlier, expected) => {
    expect(planRollBack(overlay, earlier)).toEqual(expected);
  });

  it('says so where nobody knows what ran then', () => {
    expect(() => planRollBack(overlay, { type: 'noted', images: [] })).toThrow(
      'It is not known which images ran then',
    );
  });
});
