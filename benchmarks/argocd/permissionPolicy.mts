import { createBackendModule } from '@backstage/backend-plugin-api';
import {
  AuthorizeResult,
  type PolicyDecision,
} from '@backstage/plugin-permission-common';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';

const resourceType = 'catalog-entity';
const conditional = ['catalog.entity.read', 'argocd.deployment.read'];

/** Entities and their deployments are read by their owners, and components by everyone; all else is allowed. */
export const permissionPolicy = createBackendModule({
  pluginId: 'permission',
  moduleId: 'benchmark',
  register(registry) {
    registry.registerInit({
      deps: { policy: policyExtensionPoint },
      async init({ policy }) {
        policy.setPolicy({
          async handle({ permission }, user): Promise<PolicyDecision> {
            if (!conditional.includes(permission.name)) {
              return { result: AuthorizeResult.ALLOW };
            }
            const claims = user?.info.ownershipEntityRefs ?? [];
            return {
              result: AuthorizeResult.CONDITIONAL,
              pluginId: 'catalog',
              resourceType,
              conditions: {
                anyOf: [
                  { resourceType, rule: 'IS_ENTITY_OWNER', params: { claims } },
                  {
                    resourceType,
                    rule: 'IS_ENTITY_KIND',
                    params: { kinds: ['Component'] },
                  },
                ],
              },
            };
          },
        });
      },
    });
  },
});
