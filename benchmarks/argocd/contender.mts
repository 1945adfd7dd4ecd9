/**
 * One backend of the measurement: what all have, and the plugin that is named by the first argument.
 *
 *     node --expose-gc contender.mts <kind> --config <file>
 */
import diagnostics from 'node:diagnostics_channel';
import { createRequire } from 'node:module';
import { createBackend } from '@backstage/backend-defaults';
import type { BackendFeature } from '@backstage/backend-plugin-api';
import { cachedRoutes } from './cachedRoutes.mts';
import { callerTokens } from './callerTokens.mts';
import { catalogContent } from './catalogContent.mts';
import { floorRoutes } from './floorRoutes.mts';
import { permissionPolicy } from './permissionPolicy.mts';

const require = createRequire(import.meta.url);

function load(name: string): BackendFeature {
  const { default: feature } = require(name);
  return feature;
}

const features: Readonly<Record<string, () => readonly BackendFeature[]>> = {
  seed: () => [catalogContent],
  idle: () => [],
  floor: () => [floorRoutes],
  portal: () => [load('./.cache/portal.cjs')],
  roadie: () => [
    load('@roadiehq/backstage-plugin-argo-cd-backend'),
    cachedRoutes,
  ],
  community: () => [
    load('@backstage-community/plugin-argocd-backend'),
    cachedRoutes,
  ],
};

const kind = process.argv[2];
// The backend reads the rest of the arguments itself.
process.argv.splice(2, 1);

let kubernetesCalls: { readonly at: number; readonly path: string }[] = [];
diagnostics.subscribe('http.client.request.start', message => {
  // The channel's message is not typed: https://nodejs.org/api/diagnostics_channel.html#http
  const { request } = message as { request: { path: string } };
  if (request.path.startsWith('/apis/')) {
    kubernetesCalls = [
      ...kubernetesCalls.slice(-99),
      { at: Date.now(), path: request.path },
    ];
  }
});

process.on('message', () => {
  globalThis.gc?.();
  globalThis.gc?.();
  process.send?.({ memory: process.memoryUsage(), kubernetesCalls });
});
// The measurement ended without ending this.
process.on('disconnect', () => process.exit());

const backend = createBackend();
for (const name of ['auth', 'catalog', 'permission']) {
  backend.add(load(`@backstage/plugin-${name}-backend`));
}
backend.add(callerTokens);
backend.add(permissionPolicy);
for (const feature of features[kind]()) {
  backend.add(feature);
}
backend.start().catch(error => {
  process.stderr.write(`${error}\n`);
  process.exit(1);
});
