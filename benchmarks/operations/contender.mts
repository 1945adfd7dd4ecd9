/**
 * One replica: stock auth, catalog, permission and scaffolder backends, and the portal's operations.
 *
 *     node contender.mts --config <file>
 */
import { createRequire } from 'node:module';
import { createBackend } from '@backstage/backend-defaults';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import { callerTokens } from './callerTokens.mts';

const require = createRequire(import.meta.url);

function load(name: string): BackendFeature {
  const { default: feature } = require(name);
  return feature;
}

// The measurement ended without ending this.
process.on('disconnect', () => process.exit());

const { operationsPlugin, noopOperations } = require('./.cache/portal.cjs');

const backend = createBackend();
for (const name of [
  'auth-backend',
  'catalog-backend',
  'catalog-backend-module-scaffolder-entity-model',
  'events-backend',
  'notifications-backend',
  'permission-backend',
  'permission-backend-module-allow-all-policy',
  'scaffolder-backend',
  'signals-backend',
]) {
  backend.add(load(`@backstage/plugin-${name}`));
}
backend.add(callerTokens);
backend.add(operationsPlugin);
backend.add(noopOperations);
backend.start().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
