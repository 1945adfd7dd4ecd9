const { createConfig } = require('@backstage/cli/config/eslint-factory');
const { budgets } = require('../scripts/eslint/createConfig.cjs');

module.exports = createConfig(__dirname, {
  // These are Playwright's tests, whose expectations wait.
  rules: {
    ...budgets,
    'max-lines-per-function': 'off',
    'jest/valid-expect': 'off',
  },
});
