// The backend that `npx @backstage/create-app` makes for Backstage 1.55.0, as it is.
const { createBackend } = require('@backstage/backend-defaults');

const backend = createBackend();

for (const name of [
  'app-backend',
  'proxy-backend',
  'scaffolder-backend',
  'scaffolder-backend-module-github',
  'scaffolder-backend-module-notifications',
  'techdocs-backend',
  'auth-backend',
  'auth-backend-module-guest-provider',
  'catalog-backend',
  'catalog-backend-module-scaffolder-entity-model',
  'catalog-backend-module-logs',
  'permission-backend',
  'permission-backend-module-allow-all-policy',
  'search-backend',
  'search-backend-module-pg',
  'search-backend-module-catalog',
  'search-backend-module-techdocs',
  'kubernetes-backend',
  'user-settings-backend',
  'notifications-backend',
  'signals-backend',
  'mcp-actions-backend',
]) {
  backend.add(require(`@backstage/plugin-${name}`).default);
}

backend.start();
