/**
 * The lint rules of every package: Backstage's own for the package's role, as errors, and the budgets of this
 * repository. A package's `.eslintrc.js` holds one line that calls this.
 */
const factory = require('@backstage/cli/config/eslint-factory');

const budgets = {
  'max-lines': ['error', { max: 300 }],
  'max-lines-per-function': ['error', { max: 60 }],
  'max-params': ['error', 3],
  '@typescript-eslint/no-explicit-any': 'error',
};

const roles = {
  '@backstage/no-forbidden-package-imports': 'error',
  '@backstage/no-mixed-plugin-imports': 'error',
  '@backstage/no-relative-monorepo-imports': 'error',
  '@backstage/no-undeclared-imports': 'error',
  '@backstage/no-top-level-material-ui-4-imports': 'error',
};

const contractZod = {
  paths: ['zod', 'zod/v4'].map(name => ({
    name,
    message:
      "Contracts import from 'zod/v3', which is what the actions registry and the scaffolder hand out.",
  })),
};

const configurationZod = {
  paths: [
    {
      name: 'zod/v3',
      message:
        "Configuration, extensions, permission rules and clients import from 'zod' (version 4), which also reads several times faster.",
    },
  ],
};

const carried =
  'MemberExpression[object.name=/^(req|request)$/][property.name=/^(body|query|params)$/]';

const unparsedRequest = [
  `TSAsExpression > ${carried}`,
  `TSAsExpression > MemberExpression > ${carried}`,
].map(selector => ({
  selector,
  message:
    'Parse what a request carries with a zod schema instead of asserting its type.',
}));

const zodRule = '@typescript-eslint/no-restricted-imports';

const exceptions = [
  {
    files: ['**/*.tsx'],
    rules: { 'max-lines-per-function': ['error', { max: 120 }] },
  },
  {
    files: ['**/*.test.*', '**/__testUtils__/**', '**/testUtils/**'],
    rules: {
      'max-lines-per-function': 'off',
      // A test that this machine cannot run is skipped with its reason, which the summary of the run repeats.
      'jest/no-disabled-tests': 'off',
    },
  },
  {
    // Data is as long as it is.
    files: ['**/seed/**', '**/fixtures/**', '**/*.examples.ts'],
    rules: { 'max-lines': 'off', 'max-lines-per-function': 'off' },
  },
];

const configuration = {
  files: [
    '**/client/**',
    '**/config.ts',
    '**/describeConfigIssues.ts',
    '**/*Config.ts',
    '**/extensions/**',
    '**/modules/**',
    '**/rules/**',
    '**/*Rule.ts',
    '**/*Rules.ts',
  ],
  rules: { [zodRule]: ['error', configurationZod] },
};

/**
 * @param {string} directory
 * @param {{ contracts?: boolean }} [options] `contracts: false` for a package that nothing else imports from
 */
module.exports = (directory, { contracts = true } = {}) => {
  const { backstage } = require(`${directory}/package.json`);
  return factory.createConfigForRole(directory, backstage.role, {
    rules: roles,
    tsRules: {
      ...budgets,
      ...(contracts ? { [zodRule]: ['error', contractZod] } : {}),
    },
    restrictedSrcSyntax: unparsedRequest,
    overrides: contracts ? [...exceptions, configuration] : exceptions,
  });
};
module.exports.budgets = budgets;
