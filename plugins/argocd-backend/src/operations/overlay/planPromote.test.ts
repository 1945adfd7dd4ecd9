import type { ImageEdit } from './ImageEdit';
import { planPromote, type PromoteChoice } from './planPromote';

const digest = `sha256:${'a'.repeat(64)}`;
const orders = 'ghcr.io/acme/orders';

function choice(values: {
  source?: Partial<PromoteChoice['source']>;
  target?: Partial<PromoteChoice['target']>;
}): PromoteChoice {
  return {
    from: 'staging',
    source: {
      running: [{ name: orders, tag: 'v2' }],
      wanted: [],
      overlay: [{ name: orders, newTag: 'v2' }],
      ...values.source,
    },
    target: {
      running: [{ name: orders, tag: 'v1' }],
      overlay: [{ name: orders, newTag: 'v1' }],
      ...values.target,
    },
  };
}

describe('planPromote', () => {
  it.each<[string, Parameters<typeof choice>[0], ImageEdit[]]>([
    [
      'the tag',
      {},
      [{ name: orders, from: { newTag: 'v1' }, to: { newTag: 'v2' } }],
    ],
    [
      'tag and digest',
      { source: { running: [{ name: orders, tag: 'v2', digest }] } },
      [{ name: orders, from: { newTag: 'v1' }, to: { newTag: 'v2', digest } }],
    ],
    [
      'all images that both have, and no other',
      {
        source: {
          running: [
            { name: 'istio/proxy', tag: '1' },
            { name: 'worker', tag: 'v2' },
            { name: orders, tag: 'v2' },
          ],
        },
        target: {
          overlay: [
            { name: orders, newTag: 'v1' },
            { name: 'worker', newTag: 'v1' },
            { name: 'only-here', newTag: 'v1' },
          ],
        },
      },
      [
        { name: orders, from: { newTag: 'v1' }, to: { newTag: 'v2' } },
        { name: 'worker', from: { newTag: 'v1' }, to: { newTag: 'v2' } },
      ],
    ],
    [
      'the new version while it replaces the old one',
      {
        source: {
          running: [
            { name: orders, tag: 'v1' },
            { name: orders, tag: 'v2' },
          ],
          wanted: [{ name: orders, tag: 'v2' }],
        },
      },
      [{ name: orders, from: { newTag: 'v1' }, to: { newTag: 'v2' } }],
    ],
    [
      'the own image in place of the one that new services begin with',
      {
        target: {
          overlay: [{ name: orders, newName: 'docker.io/nginx', digest }],
        },
      },
      [
        {
          name: orders,
          from: { newName: 'docker.io/nginx', digest },
          to: { newTag: 'v2' },
        },
      ],
    ],
    [
      'an image that both overlays call by another name',
      {
        source: {
          running: [{ name: 'registry/new', tag: 'v2' }],
          overlay: [{ name: 'app', newName: 'registry/new', newTag: 'v2' }],
        },
        target: { overlay: [{ name: 'app', newName: 'registry/old' }] },
      },
      [
        {
          name: 'app',
          from: { newName: 'registry/old' },
          to: { newName: 'registry/new', newTag: 'v2' },
        },
      ],
    ],
    [
      'an image that the overlay does not name yet',
      { target: { overlay: [] } },
      [{ name: orders, from: undefined, to: { newTag: 'v2' } }],
    ],
  ])('takes over %s', (_title, values, expected) => {
    expect(planPromote(choice(values))).toEqual(expected);
  });

  it('does not choose between two versions of which nobody says which one is new', () => {
    const running = ['v1', 'v2'].map(tag => ({ name: orders, tag }));
    expect(() => planPromote(choice({ source: { running } }))).toThrow(
      `staging runs several versions at the moment: ${orders}:v1, ${orders}:v2. Wait until one is left`,
    );
  });

  it('refuses where the environment before runs something else', () => {
    const running = [{ name: 'other', tag: 'v1' }];
    expect(() => planPromote(choice({ source: { running } }))).toThrow(
      'None of the images of this environment runs in staging, which runs other:v1',
    );
  });
});
