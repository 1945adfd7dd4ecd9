import { createBackendModule } from '@backstage/backend-plugin-api';
import type { Entity } from '@backstage/catalog-model';
import { catalogProcessingExtensionPoint } from '@backstage/plugin-catalog-node';
import { serviceName, teamOf, teams } from './fleet.mts';

const location = 'url:https://github.com/acme/catalog/blob/main/catalog.yaml';
const annotations = {
  'backstage.io/managed-by-location': location,
  'backstage.io/managed-by-origin-location': location,
};

function team(number: number): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Group',
    metadata: { name: teamOf(number), annotations },
    spec: { type: 'team', children: [] },
  };
}

function service(number: number): Entity {
  const name = serviceName(number);
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      annotations: {
        ...annotations,
        'argocd/app-selector': `app.kubernetes.io/name=${name}`,
        'github.com/project-slug': `acme/${name}`,
      },
    },
    spec: {
      type: 'service',
      lifecycle: 'production',
      owner: `group:default/${teamOf(number)}`,
    },
  };
}

const ana: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'User',
  metadata: { name: 'ana', annotations },
  spec: { memberOf: [teamOf(0)] },
};

/** The entities of all measurements: teams, a person, and that many services. */
export function entitiesOf(services: number): Entity[] {
  return [
    ana,
    ...Array.from({ length: teams }, (_, number) => team(number)),
    ...Array.from({ length: services }, (_, number) => service(number)),
  ];
}

/** Fills the catalog once; the contenders find the entities in the database. */
export const catalogContent = createBackendModule({
  pluginId: 'catalog',
  moduleId: 'benchmark',
  register(registry) {
    registry.registerInit({
      deps: { catalog: catalogProcessingExtensionPoint },
      async init({ catalog }) {
        catalog.addEntityProvider({
          getProviderName: () => 'benchmark',
          async connect(connection) {
            await connection.applyMutation({
              type: 'full',
              entities: entitiesOf(Number(process.env.BENCHMARK_SERVICES)).map(
                entity => ({ entity, locationKey: 'benchmark' }),
              ),
            });
          },
        });
      },
    });
  },
});
