import {
  coreExtensionData,
  createExtensionInput,
  createFrontendModule,
} from '@backstage/frontend-plugin-api';
import {
  EntityCardBlueprint,
  EntityContentBlueprint,
} from '@backstage/plugin-catalog-react/alpha';

/** The tab "Dependencies". Which cards it shows is configuration: they attach to its input `cards`. */
const dependencies = EntityContentBlueprint.makeWithOverrides({
  name: 'dependencies',
  inputs: {
    cards: createExtensionInput([
      coreExtensionData.reactElement,
      EntityCardBlueprint.dataRefs.filterFunction.optional(),
    ]),
  },
  factory(originalFactory, { inputs }) {
    return originalFactory({
      path: 'dependencies',
      title: 'Dependencies',
      group: 'dependencies',
      filter: {
        kind: { $in: ['component', 'api', 'resource', 'system'] },
      },
      loader: async () => {
        const { DependenciesContent } = await import('./DependenciesContent');
        return (
          <DependenciesContent
            cards={inputs.cards.map(card => ({
              id: card.node.spec.id,
              element: card.get(coreExtensionData.reactElement),
              isFor: card.get(EntityCardBlueprint.dataRefs.filterFunction),
            }))}
          />
        );
      },
    });
  },
});

/** What the portal adds to the pages of entities. */
export const entityModule = createFrontendModule({
  pluginId: 'catalog',
  extensions: [dependencies],
});
