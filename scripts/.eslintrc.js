const { createConfig } = require('@backstage/cli/config/eslint-factory');
const { budgets } = require('./eslint/createConfig.cjs');

module.exports = createConfig(__dirname, {
  rules: { ...budgets, 'no-console': 'off' },
});
