import { mockServices } from '@backstage/backend-test-utils';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { DefaultNamesService } from './DefaultNamesService';

describe('DefaultNamesService', () => {
  const never = () => new Promise<never>(() => {});

  it('does not wait for a system that does not answer', async () => {
    const names = DefaultNamesService.create({
      auth: mockServices.auth(),
      catalog: catalogServiceMock({ entities: [] }),
      gitHub: {
        hosts: () => ['git.example.com'],
        repositoryExists: never,
        findRepository: never,
        listCommits: never,
      },
      applications: {
        find: never,
        apply: never,
        remove: never,
        destinationServer: () => '',
      },
      platform: {
        environments: [{ name: 'staging', cluster: 'c', argocd: 'main' }],
        admins: [],
        ownership: [],
        repositories: { host: 'git.example.com', owner: 'acme' },
      },
      appUrl: 'http://portal.example.com',
      timeoutMilliseconds: 20,
    });

    await expect(names.checkAvailability('orders')).resolves.toMatchObject({
      available: true,
      checks: [
        { status: 'free' },
        {
          status: 'unknown',
          message: 'Could not ask GitHub: no answer within 0.02 s',
        },
        { status: 'unknown' },
      ],
    });
  });
});
