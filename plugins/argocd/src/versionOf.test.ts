import { deploymentOf } from './__testUtils__/exampleDeployments';
import { versionOf } from './versionOf';

describe('versionOf', () => {
  const name = 'acme/order-service';

  it.each([
    [[{ name, tag: 'v1.9.0' }], 'v1.9.0'],
    [[{ name, tag: '0123456789abcdef0123456789abcdef01234567' }], '0123456'],
    [[{ name, digest: `sha256:${'a'.repeat(64)}` }], 'sha256:aaaaaaa'],
    [[{ name }], 'abc1234'],
    [[], 'abc1234'],
  ])('of %j is %s', (images, version) => {
    const sync = { status: 'Synced' as const, revision: 'abc1234' };
    expect(versionOf(deploymentOf('staging', { images, sync }))).toBe(version);
  });

  it('says so when nothing is known', () => {
    const sync = { status: 'Unknown' as const };
    expect(versionOf(deploymentOf('staging', { images: [], sync }))).toBe(
      'no version',
    );
  });
});
