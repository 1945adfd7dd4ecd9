import { wantedVersionProblem } from './wantedVersionProblem';

const digest = `sha256:${'0a'.repeat(32)}`;

describe('wantedVersionProblem', () => {
  it.each([
    'v1.9.0',
    ' v1.9.0 ',
    '1.0_rc-1',
    digest,
    `v1.9.0@${digest}`,
    'ghcr.io/acme/order-service:v1.9.0',
    `ghcr.io/acme/order-service@${digest}`,
    `localhost:5000/order-service:v1@${digest}`,
  ])('takes %s', text => {
    expect(wantedVersionProblem(text)).toBeUndefined();
  });

  it.each([
    '',
    '   ',
    'v1 9',
    '-v1',
    'v1;rm',
    'a'.repeat(129),
    'ghcr.io/acme/order-service',
    'v1@sha256:12',
  ])('refuses “%s”', text => {
    expect(wantedVersionProblem(text)).toMatch(/Give a tag/);
  });

  it('tells a digest that is too short from a tag', () => {
    expect(wantedVersionProblem('sha256:0a1b')).toMatch(/64 digits/);
  });
});
