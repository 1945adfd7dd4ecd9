const { createConfig } = require('@backstage/cli/config/eslint-factory');
const { budgets } = require('../scripts/eslint/createConfig.cjs');

module.exports = createConfig(__dirname, {
  rules: { ...budgets, 'no-console': 'off' },
});
