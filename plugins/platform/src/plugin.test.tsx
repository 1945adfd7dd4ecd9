import { createExtensionTester } from '@backstage/frontend-test-utils';
import { FormFieldBlueprint } from '@backstage/plugin-scaffolder-react/alpha';
import { serviceNameField } from './extensions/serviceNameField';
import platformFeatures, {
  platformPlugin,
  platformScaffolderModule,
} from './index';

describe('the default export', () => {
  it('brings the plugin and its form fields', async () => {
    expect(platformFeatures).toMatchObject({
      $$type: '@backstage/FrontendFeatureLoader',
    });
    // The framework calls it with what it knows of the app, of which the loader uses nothing.
    const { loader } = platformFeatures as unknown as {
      loader(deps: object): Promise<unknown[]>;
    };
    await expect(loader({})).resolves.toEqual([
      platformPlugin,
      platformScaffolderModule,
    ]);
  });

  it('gives templates the field ServiceName', async () => {
    const load = createExtensionTester(serviceNameField).get(
      FormFieldBlueprint.dataRefs.formFieldLoader,
    );
    expect(await load()).toMatchObject({ name: 'ServiceName' });
  });
});
