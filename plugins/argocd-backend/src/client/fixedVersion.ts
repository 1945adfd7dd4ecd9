/**
 * The first versions in which a token that may only read projects no longer reads the credentials of their repositories.
 * https://nvd.nist.gov/vuln/detail/CVE-2025-55190
 */
const fixedVersions: readonly [number, number, number][] = [
  [2, 13, 9],
  [2, 14, 16],
  [3, 0, 14],
  [3, 1, 2],
];

/** Whether a version of Argo CD gives credentials away by CVE-2025-55190. One that cannot be read is not accused. */
export function isVulnerableVersion(version: string): boolean {
  const match = /^v?(\d+)\.(\d+)\.(\d+)/.exec(version);
  if (!match) {
    return false;
  }
  const [major, minor, patch] = match.slice(1).map(Number);
  const branch = fixedVersions.find(
    fixed => fixed[0] === major && fixed[1] === minor,
  );
  if (branch) {
    return patch < branch[2];
  }
  const [lastMajor, lastMinor] = fixedVersions[fixedVersions.length - 1];
  return major < lastMajor || (major === lastMajor && minor < lastMinor);
}
