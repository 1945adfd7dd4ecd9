import type { ImageEdit } from './ImageEdit';
import { planDeploy, type DeployChoice } from './planDeploy';

const digest = `sha256:${'a'.repeat(64)}`;
const orders = 'ghcr.io/acme/orders';
const envoy = 'docker.io/envoyproxy/envoy';

function choice(values: Partial<DeployChoice>): DeployChoice {
  return {
    wanted: { tag: 'v2' },
    overlay: [{ name: orders, newTag: 'v1' }],
    running: [{ name: orders, tag: 'v1' }],
    names: ['orders'],
    starterImage: 'docker.io/nginx',
    ...values,
  };
}

describe('planDeploy', () => {
  it.each<[string, Partial<DeployChoice>, ImageEdit]>([
    [
      'the only image',
      {},
      { name: orders, from: { newTag: 'v1' }, to: { newTag: 'v2' } },
    ],
    [
      'a digest, without the old tag',
      { wanted: { digest } },
      { name: orders, from: { newTag: 'v1' }, to: { digest } },
    ],
    [
      'a digest with its tag',
      { wanted: { tag: 'v2', digest } },
      { name: orders, from: { newTag: 'v1' }, to: { newTag: 'v2', digest } },
    ],
    [
      'the image that is called as the service',
      {
        overlay: [
          { name: envoy, newTag: 'v1' },
          { name: orders, newTag: 'v1' },
        ],
      },
      { name: orders, from: { newTag: 'v1' }, to: { newTag: 'v2' } },
    ],
    [
      'the image that is named',
      {
        overlay: [
          { name: envoy, newTag: 'v1' },
          { name: orders, newTag: 'v1' },
        ],
        wanted: { name: envoy, tag: 'v3' },
      },
      { name: envoy, from: { newTag: 'v1' }, to: { newTag: 'v3' } },
    ],
    [
      'an image with another name than in the manifests',
      { overlay: [{ name: 'app', newName: orders, newTag: 'v1' }] },
      {
        name: 'app',
        from: { newName: orders, newTag: 'v1' },
        to: { newName: orders, newTag: 'v2' },
      },
    ],
    [
      'the first own image in place of the one that new services begin with',
      { overlay: [{ name: orders, newName: 'docker.io/nginx', digest }] },
      {
        name: orders,
        from: { newName: 'docker.io/nginx', digest },
        to: { newTag: 'v2' },
      },
    ],
    [
      'an image that the overlay does not name yet',
      { overlay: [] },
      { name: orders, from: undefined, to: { newTag: 'v2' } },
    ],
  ])('writes %s', (_title, values, expected) => {
    expect(planDeploy(choice(values))).toEqual(expected);
  });

  it.each<[string, Partial<DeployChoice>, string]>([
    [
      'several images of which none is called as the service',
      { overlay: [{ name: envoy }, { name: 'redis' }] },
      `several images: ${envoy}, redis. Say which one, as in ${envoy}:v1.9.0`,
    ],
    [
      'an image that it does not run',
      { wanted: { name: 'evil.example.com/orders', tag: 'v2' } },
      `does not run the image evil.example.com/orders. Its images: ${orders}`,
    ],
    [
      'no image anywhere',
      { overlay: [], running: [] },
      'add an entry to images in the overlay once',
    ],
  ])('refuses %s', (_title, values, message) => {
    expect(() => planDeploy(choice(values))).toThrow(message);
  });
});
