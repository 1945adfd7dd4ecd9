import assert from 'node:assert/strict';
import { test } from 'node:test';
import { readRepository } from './architecture/readRepository.mts';
import {
  commonPackagesStaySmall,
  configurationIsReadOnce,
  noTraceOfTheMachine,
  onlyAuthorizedServicesAuthorize,
  onlyClientsTalkToOthers,
  packagesAreComplete,
  pluginFilesOnlyWire,
} from './architecture/rules.mts';
import { root } from './launcher/setUp.mjs';

const repository = readRepository(root);

for (const rule of [
  pluginFilesOnlyWire,
  onlyAuthorizedServicesAuthorize,
  onlyClientsTalkToOthers,
  commonPackagesStaySmall,
  configurationIsReadOnce,
  packagesAreComplete,
  noTraceOfTheMachine(root),
]) {
  test(rule.title, () => {
    assert.deepEqual(rule.violations(repository), []);
  });
}
