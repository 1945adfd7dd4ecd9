import {
  coreExtensionData,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import scaffolderPlugin from '@backstage/plugin-scaffolder/alpha';
import { CreateGate } from './CreateGate';

const templatesPage = scaffolderPlugin
  .getExtension('sub-page:scaffolder/templates')
  .override({
    factory(originalFactory) {
      const original = originalFactory();
      const others = [...original].filter(
        ({ id }) => id !== coreExtensionData.reactElement.id,
      );
      return [
        ...others,
        coreExtensionData.reactElement(
          <CreateGate>
            {original.get(coreExtensionData.reactElement)}
          </CreateGate>,
        ),
      ];
    },
  });

/** Who may create, on the page where one creates. */
export const createModule = createFrontendModule({
  pluginId: 'scaffolder',
  extensions: [templatesPage],
});
