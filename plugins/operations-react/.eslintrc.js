module.exports = require('../../scripts/eslint/createConfig.cjs')(__dirname);
