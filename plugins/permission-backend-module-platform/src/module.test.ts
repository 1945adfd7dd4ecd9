import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import type { PermissionPolicy } from '@backstage/plugin-permission-node';
import { policyExtensionPoint } from '@backstage/plugin-permission-node/alpha';
import { PlatformPermissionPolicy } from './PlatformPermissionPolicy';
import permissionModulePlatform from './index';

describe('permissionModulePlatform', () => {
  it('sets the policy of the platform', async () => {
    const setPolicy = jest.fn<void, [PermissionPolicy]>();
    await startTestBackend({
      extensionPoints: [[policyExtensionPoint, { setPolicy }]],
      features: [
        permissionModulePlatform,
        mockServices.rootConfig.factory({
          data: { platform: { admins: ['group:default/team-platform'] } },
        }),
      ],
    });

    expect(setPolicy).toHaveBeenCalledWith(
      expect.any(PlatformPermissionPolicy),
    );
  });
});
