import { createBackendModule } from '@backstage/backend-plugin-api';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { platformConfigServiceRef } from '@golden-path/plugin-platform-node';
import { PlatformPermissionPolicy } from './PlatformPermissionPolicy';

/** Makes the permission backend decide by the rules of the platform. */
export const permissionModulePlatform = createBackendModule({
  pluginId: 'permission',
  moduleId: 'platform',
  register(env) {
    env.registerInit({
      deps: {
        policy: policyExtensionPoint,
        platform: platformConfigServiceRef,
      },
      async init({ policy, platform }) {
        policy.setPolicy(PlatformPermissionPolicy.create(platform));
      },
    });
  },
});
