import { redactMessage } from './redactMessage';

describe('redactMessage', () => {
  it.each([
    'failed to fetch https://bot:canary@github.com/acme/x',
    'failed to fetch https://canary@github.com/acme/x',
    'dial postgres://orders:ca/canary@db:5432/orders',
    'ssh://git:canary@example.com refused',
    'Authorization: Bearer canary',
    'header was bearer canary123',
    'authorization: Basic canary==',
    'password=canary',
    'DB_PASSWORD: canary',
    'token: "canary with spaces"',
    "apiKey='canary'",
    '{"clientSecret":"canary"}',
    '{\\"password\\":\\"canary\\"}',
    '"secretAccessKey" : "canary"',
    'helm --set db.password=canary failed',
    'git --token canary clone',
    'env: [{name: DB_PASSWORD, value: canary}]',
    'spec.env: Invalid value: "canary": too long',
    'Invalid value: v1.Secret{Data: canary}',
    'Secret "db" is invalid: data: {"password":"canary","x":"canary"}',
    'data:map[password:[1 2 3] other:canary]',
    'data[password]: canary',
    'session_token=canary; path=/',
    '-----BEGIN RSA PRIVATE KEY-----\ncanary\n-----END RSA PRIVATE KEY-----',
    '-----BEGIN CERTIFICATE-----\ncanary that was cut off',
    'used ghp_canary1234567890',
    'used github_pat_canary_1234567890',
    'used glpat-canary1234567890',
    'used xoxb-canary-1234567890',
    'eyJcanary.eyJcanary.canary',
    'Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Y2FuYXJ5Canary==',
    'AccountKey=canary;EndpointSuffix=core',
    'https://example.com/hook?signature=canary&x=1',
  ])('S5: takes the secret out of %s', text => {
    const message = redactMessage(text);
    expect(message).toMatch(/\[redacted\]/);
    expect(message.toLowerCase()).not.toContain('canary');
  });

  it.each([
    'Deployment "order-service" exceeded its progress deadline',
    'Back-off pulling image "ghcr.io/acme/order-service:v1.8.2"',
    'failed to sync to 0123456789abcdef0123456789abcdef01234567',
    `image acme/order@sha256:${'a1'.repeat(32)} was not found`,
    'secrets "orders-db" not found',
    'app path k8s/overlays/staging/with/quite/a/long/path/in/it does not exist',
    'pod order-service-6f7d9c8b5d-x2x4z of orders-production-europe-west is not ready',
    'invalid port value: 70000, must be below 65536',
    'Bearer token expired',
    'basic authentication failed for https://github.com/acme/x',
    'one or more synchronization tasks are not valid (retried 5 times).',
  ])('leaves %s', text => {
    expect(redactMessage(text)).toBe(text);
  });

  it('cuts long texts', () => {
    expect(redactMessage('word '.repeat(200))).toHaveLength(500);
    expect(redactMessage('word '.repeat(200), 600)).toHaveLength(600);
  });

  it('does not take long for texts that are made to take long', () => {
    const texts = [
      'a:'.repeat(50_000),
      'password'.repeat(9_000),
      '-'.repeat(90_000),
      'aA1/'.repeat(20_000),
      'x://'.repeat(20_000),
      '"'.repeat(90_000),
      'value: '.repeat(9_000),
    ];
    expect(
      texts.map(text => redactMessage(text)).every(text => text.length <= 500),
    ).toBe(true);
  });
});
