import assert from 'node:assert/strict';
import { test } from 'node:test';
import type { Package, Repository } from './Repository.mts';
import {
  commonPackagesStaySmall,
  configurationIsReadOnce,
  noTraceOfTheMachine,
  onlyAuthorizedServicesAuthorize,
  onlyClientsTalkToOthers,
  packagesAreComplete,
  pluginFilesOnlyWire,
  type Rule,
} from './rules.mts';

const packages: Package[] = [
  { path: 'plugins/cost-backend', role: 'backend-plugin', dependencies: [] },
  {
    path: 'plugins/cost-common',
    role: 'common-library',
    dependencies: ['zod', '@octokit/rest'],
  },
];

function repository(files: Record<string, string>): Repository {
  return {
    packages,
    files: Object.entries(files).map(([path, text]) => ({ path, text })),
  };
}

const source = 'plugins/cost-backend/src';

const rows: {
  readonly rule: Rule;
  readonly files: Record<string, string>;
  readonly expected: readonly string[];
}[] = [
  {
    rule: pluginFilesOnlyWire,
    files: {
      [`${source}/plugin.ts`]: 'if (config) { fetch(url); }\n'.repeat(81),
      [`${source}/module.ts`]: '// only if (it is a comment)\n',
    },
    expected: [
      `${source}/plugin.ts has 81 lines`,
      `${source}/plugin.ts has a condition`,
      `${source}/plugin.ts makes a request`,
    ],
  },
  {
    rule: onlyAuthorizedServicesAuthorize,
    files: {
      [`${source}/router.ts`]: 'await permissions.authorize([{ permission }]);',
      [`${source}/AuthorizedCostService.ts`]: 'permissions.authorize([]);',
      [`${source}/router.test.ts`]: 'permissions.authorize([]);',
    },
    expected: [`${source}/router.ts`],
  },
  {
    rule: onlyClientsTalkToOthers,
    files: {
      [`${source}/service/A.ts`]: 'const reply = await fetch(url);',
      [`${source}/service/B.ts`]: "import { Octokit } from '@octokit/rest';",
      [`${source}/service/C.ts`]:
        "import type { KubeConfig } from '@kubernetes/client-node';",
      [`${source}/service/D.ts`]: 'await this.#prices.fetch(url);',
      [`${source}/client/PriceClient.ts`]: 'const reply = await fetch(url);',
    },
    expected: [`${source}/service/A.ts`, `${source}/service/B.ts`],
  },
  {
    rule: commonPackagesStaySmall,
    files: {
      'plugins/cost-common/src/read.ts': "import fs from 'node:fs';",
    },
    expected: [
      'plugins/cost-common depends on @octokit/rest',
      'plugins/cost-common/src/read.ts',
    ],
  },
  {
    rule: configurationIsReadOnce,
    files: {
      [`${source}/config.ts`]:
        "import type { Config } from '@backstage/config';",
      [`${source}/router.ts`]:
        "import type { Config } from '@backstage/config';",
    },
    expected: [`${source}/router.ts`],
  },
  {
    rule: packagesAreComplete,
    files: {
      'plugins/cost-backend/README.md': '# Cost',
      [`${source}/plugin.test.ts`]: '',
      'plugins/cost-backend/.eslintrc.js':
        "module.exports = require('../../scripts/eslint/createConfig.cjs')(__dirname);",
    },
    expected: [
      'plugins/cost-common has no README.md',
      'plugins/cost-common has no test',
      'plugins/cost-common does not use scripts/eslint/createConfig.cjs',
    ],
  },
  {
    rule: noTraceOfTheMachine('/home/ana/portal'),
    files: {
      'docs/index.md': 'Open /home/ana/portal/README.md',
      'benchmarks/startup/package-lock.json':
        '"resolved": "https://npm.example.com/a/-/a-1.0.0.tgz"',
      '.npmrc': 'registry=https://npm.example.com',
    },
    expected: [
      'docs/index.md names /home/ana/portal',
      'benchmarks/startup/package-lock.json names the registry npm.example.com',
      '.npmrc belongs to a user, not to the repository',
    ],
  },
];

for (const { rule, files, expected } of rows) {
  test(`what breaks the rule is found: ${rule.title}`, () => {
    assert.deepEqual(rule.violations(repository(files)), expected);
  });
}
