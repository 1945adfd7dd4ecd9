import { createBackend } from '@backstage/backend-defaults';

const backend = createBackend();

// The shell: the built app, sign-in, settings, notifications and live updates over all replicas
backend.add(import('@backstage/plugin-app-backend'));
backend.add(import('@backstage/plugin-auth-backend'));
backend.add(import('@backstage/plugin-auth-backend-module-github-provider'));
backend.add(import('@backstage/plugin-user-settings-backend'));
backend.add(import('@backstage/plugin-notifications-backend'));
backend.add(import('@backstage/plugin-events-backend'));
backend.add(import('@backstage/plugin-signals-backend'));

// Permissions
backend.add(import('@backstage/plugin-permission-backend'));
backend.add(import('@golden-path/plugin-permission-backend-module-platform'));

// Catalog, search and documentation
backend.add(import('@backstage/plugin-catalog-backend'));
backend.add(import('@backstage/plugin-catalog-backend-module-logs'));
backend.add(
  import('@backstage/plugin-catalog-backend-module-scaffolder-entity-model'),
);
backend.add(import('@backstage/plugin-search-backend'));
backend.add(import('@backstage/plugin-search-backend-module-pg'));
backend.add(import('@backstage/plugin-search-backend-module-catalog'));
backend.add(import('@backstage/plugin-search-backend-module-techdocs'));
backend.add(import('@backstage/plugin-techdocs-backend'));

// Golden paths
backend.add(import('@backstage/plugin-scaffolder-backend'));
backend.add(import('@backstage/plugin-scaffolder-backend-module-github'));
backend.add(
  import('@backstage/plugin-scaffolder-backend-module-notifications'),
);
backend.add(import('@golden-path/plugin-scaffolder-backend-module-platform'));

// What runs where
backend.add(import('@backstage/plugin-kubernetes-backend'));
backend.add(import('@golden-path/plugin-argocd-backend'));
backend.add(import('@golden-path/plugin-platform-backend'));

// What changes something outside the portal
backend.add(import('@golden-path/plugin-operations-backend'));

// Tools for assistants, read-only by configuration
backend.add(import('@backstage/plugin-mcp-actions-backend'));

backend.start().catch(error => {
  // A backend that could not start would live on, half alive: plugins that did start keep the process busy.
  process.stderr.write(`${error instanceof Error ? error.message : error}\n`);
  process.exit(1);
});
