import { parseImage } from './parseImage';

describe('parseImage', () => {
  const digest = `sha256:${'a'.repeat(64)}`;

  it.each([
    ['nginx', { name: 'nginx' }],
    ['nginx:1.29', { name: 'nginx', tag: '1.29' }],
    [
      'registry.example.com:5000/acme/order-service:v1.9.0',
      { name: 'registry.example.com:5000/acme/order-service', tag: 'v1.9.0' },
    ],
    [
      'registry.example.com:5000/order-service',
      { name: 'registry.example.com:5000/order-service' },
    ],
    [`acme/order@${digest}`, { name: 'acme/order', digest }],
    [`acme/order:v1@${digest}`, { name: 'acme/order', tag: 'v1', digest }],
  ])('%s', (reference, image) => {
    expect(parseImage(reference)).toEqual(image);
  });
});
