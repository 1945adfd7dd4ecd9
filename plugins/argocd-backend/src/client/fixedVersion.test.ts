import { isVulnerableVersion } from './fixedVersion';

describe('isVulnerableVersion', () => {
  it.each([
    ['v2.12.11', true],
    ['v2.13.8', true],
    ['v2.13.9', false],
    ['v2.14.15+abc', true],
    ['v2.14.16', false],
    ['v3.0.13', true],
    ['v3.0.14', false],
    ['3.1.1', true],
    ['v3.1.2', false],
    ['v3.2.0', false],
    ['v4.0.0', false],
    ['latest', false],
  ])('%s: %s', (version, expected) => {
    expect(isVulnerableVersion(version)).toBe(expected);
  });
});
