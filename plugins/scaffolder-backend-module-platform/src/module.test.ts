import { mockServices, startTestBackend } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import {
  scaffolderActionsExtensionPoint,
  type TemplateAction,
} from '@backstage/plugin-scaffolder-node';
import scaffolderModulePlatform from './index';

describe('scaffolderModulePlatform', () => {
  it('gives templates its actions, each of them described and with examples', async () => {
    const actions: TemplateAction[] = [];
    await startTestBackend({
      extensionPoints: [
        [
          scaffolderActionsExtensionPoint,
          // Actions differ in their inputs; here only what all of them have counts.
          { addActions: (...added) => actions.push(...(added as never[])) },
        ],
      ],
      features: [
        scaffolderModulePlatform,
        catalogServiceMock.factory(),
        mockServices.rootConfig.factory({
          data: { app: { baseUrl: 'http://portal.example.com' } },
        }),
      ],
    });

    expect(actions.map(({ id }) => id)).toEqual([
      'platform:name:check',
      'argocd:create-resources',
      'platform:entity:await',
      'platform:failure:report',
      'operation:run',
    ]);
    for (const { description, examples, schema } of actions) {
      expect(description).toBeTruthy();
      expect(examples?.length).toBeGreaterThan(0);
      for (const property of Object.values(schema?.input?.properties ?? {})) {
        expect(property).toHaveProperty('description');
      }
    }
  });
});
