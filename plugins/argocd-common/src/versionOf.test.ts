import { versionOf } from './versionOf';

describe('versionOf', () => {
  const name = 'acme/order-service';
  const health = { status: 'Healthy' as const };
  const commit = `abc1234${'0'.repeat(33)}`;

  it.each([
    [[{ name, tag: 'v1.9.0' }], 'v1.9.0'],
    [[{ name, tag: '0123456789abcdef0123456789abcdef01234567' }], '0123456'],
    [[{ name, digest: `sha256:${'a'.repeat(64)}` }], 'sha256:aaaaaaa'],
    [[{ name }], 'abc1234'],
    [[], 'abc1234'],
  ])('of %j is %s', (images, version) => {
    const sync = { status: 'Synced' as const, revision: commit };
    expect(versionOf({ images, sync, health })).toBe(version);
  });

  it.each([
    [commit, 'abc1234'],
    ['12.4.1-rc.10+build', '12.4.1-rc.10+build'],
    ['abcdef0', 'abcdef0'],
  ])('tells the revision %s as %s', (revision, version) => {
    const sync = { status: 'Synced' as const, revision };
    expect(versionOf({ images: [], sync, health })).toBe(version);
  });

  it.each([
    [undefined, 'v1.8.0 and v1.9.0'],
    [[{ name, tag: 'v1.9.0' }], 'v1.8.0 → v1.9.0'],
    [[{ name, tag: 'v1.8.0' }], 'v1.9.0 → v1.8.0'],
    [[{ name, tag: 'v2.0.0' }], 'v1.8.0 and v1.9.0'],
  ])(
    'tells two versions side by side when a rollout asks for %j',
    (wanted, version) => {
      const images = [
        { name, tag: 'v1.8.0' },
        { name: 'envoyproxy/envoy', tag: 'v1.37.0' },
        { name, tag: 'v1.9.0' },
      ];
      const sync = { status: 'Synced' as const, revision: commit };
      const rollout = { images: wanted };
      expect(versionOf({ images, sync, health, rollout })).toBe(version);
    },
  );

  it('says so when nothing is known', () => {
    const sync = { status: 'Unknown' as const };
    expect(versionOf({ images: [], sync, health })).toBe('no version');
  });

  it('does not call a commit a version that nobody deployed', () => {
    const sync = { status: 'OutOfSync' as const, revision: 'abc1234' };
    expect(versionOf({ images: [], sync, health: { status: 'Missing' } })).toBe(
      'not deployed',
    );
  });
});
