import { exampleAuthors } from './exampleAuthors.ts';
import type { ExampleService } from './exampleService.ts';
import { yamlFile } from './files/yamlFile.ts';
import type { RepositorySeed } from './repositorySeed.ts';

/** The repository that lists every component for the portal: one Location that points at each repository. */
export function softwareCatalogRepository(
  services: readonly ExampleService[],
): RepositorySeed {
  // Relative to the page of the file, so that they hold wherever the host of the repositories answers tomorrow.
  const targets = services.map(
    service => `../../../${service.name}/blob/main/catalog-info.yaml`,
  );
  return {
    owner: 'acme',
    name: 'software-catalog',
    description: 'Lists every component of Acme for the developer portal',
    topics: ['catalog', 'team-platform'],
    defaultBranch: 'main',
    commits: [
      {
        message: 'List the components of all teams',
        author: exampleAuthors.pia,
        date: '2026-09-01T08:00:00.000Z',
        files: {
          'README.md': `# Software catalog

The portal reads \`all-components.yaml\`, which points at the \`catalog-info.yaml\` of every repository. A service that
was made from a golden path registers itself and needs no line here.
`,
          'all-components.yaml': yamlFile({
            apiVersion: 'backstage.io/v1alpha1',
            kind: 'Location',
            metadata: {
              name: 'all-components',
              description: 'Every component of Acme',
            },
            spec: { type: 'url', targets },
          }),
        },
      },
    ],
  };
}
