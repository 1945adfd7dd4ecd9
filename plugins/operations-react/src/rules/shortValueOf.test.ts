import { shortValueOf } from './shortValueOf';

describe('shortValueOf', () => {
  it.each([
    ['ghcr.io/acme/a', 'ghcr.io/acme/a:v1', 'v1'],
    ['ghcr.io/acme/a', 'ghcr.io/acme/a@sha256:1', 'sha256:1'],
    ['ghcr.io/acme/a', 'ghcr.io/acme/ab:v1', 'ghcr.io/acme/ab:v1'],
    ['ghcr.io/acme/a', 'ghcr.io/acme/a', 'ghcr.io/acme/a'],
    ['ghcr.io/acme/a', 'ghcr.io/acme/a:', 'ghcr.io/acme/a:'],
    ['replicas', '3', '3'],
  ])('%s: %s is %s', (subject, value, short) => {
    expect(shortValueOf(subject, value)).toBe(short);
  });
});
