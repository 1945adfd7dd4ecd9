import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { ConfigReader } from '@backstage/config';
import { ScmIntegrations } from '@backstage/integration';
import { DefaultGitHubService } from './DefaultGitHubService';

describe('DefaultGitHubService', () => {
  let server: Server;
  let host: string;
  const authorizations: (string | undefined)[] = [];

  beforeAll(async () => {
    server = createServer((request, response) => {
      authorizations.push(request.headers.authorization);
      const replies: Record<string, unknown> = {
        '/api/v3/repos/acme/order-service': { html_url: 'http://git/order' },
        '/api/v3/repos/acme/order-service/branches?per_page=1': [
          { name: 'main' },
        ],
        '/api/v3/repos/acme/empty': { html_url: 'http://git/empty' },
        '/api/v3/repos/acme/empty/branches?per_page=1': [],
        '/api/v3/repos/acme/broken': undefined,
      };
      const url = request.url ?? '';
      const reply = replies[url];
      const failure = url in replies ? 500 : 404;
      response.writeHead(reply ? 200 : failure, {
        'content-type': 'application/json',
      });
      response.end(JSON.stringify(reply ?? { message: 'No' }));
    });
    await new Promise<void>(resolve => server.listen(0, '127.0.0.1', resolve));
    // A server that listens on TCP has an address with a port.
    host = `localhost:${(server.address() as AddressInfo).port}`;
  });

  afterAll(() => {
    server.close();
  });

  const create = () =>
    DefaultGitHubService.create({
      integrations: ScmIntegrations.fromConfig(
        new ConfigReader({
          integrations: {
            github: [
              { host, apiBaseUrl: `http://${host}/api/v3`, token: 'bot-token' },
            ],
          },
        }),
      ),
    });

  it('finds repositories with the credentials of the integration', async () => {
    const service = create();
    const slug = { host, owner: 'acme', repo: 'order-service' };

    await expect(service.repositoryExists(slug)).resolves.toBe(true);
    await expect(service.findRepository(slug)).resolves.toEqual({
      url: 'http://git/order',
      empty: false,
    });
    await expect(
      service.findRepository({ ...slug, repo: 'empty' }),
    ).resolves.toEqual({ url: 'http://git/empty', empty: true });
    expect(new Set(authorizations)).toEqual(new Set(['token bot-token']));
  });

  it('tells a repository that is not there from a server that fails', async () => {
    const service = create();

    await expect(
      service.repositoryExists({ host, owner: 'acme', repo: 'absent' }),
    ).resolves.toBe(false);
    await expect(
      service.repositoryExists({ host, owner: 'acme', repo: 'broken' }),
    ).rejects.toMatchObject({ status: 500 });
  });

  it('keeps a strange name inside of its path segment', async () => {
    await expect(
      create().repositoryExists({
        host,
        owner: 'acme',
        repo: '../order-service',
      }),
    ).resolves.toBe(false);
  });

  it('says which integration is missing', async () => {
    await expect(
      create().repositoryExists({
        host: 'git.example.com',
        owner: 'acme',
        repo: 'x',
      }),
    ).rejects.toMatchObject({
      name: 'InputError',
      message: expect.stringContaining("'git.example.com'"),
    });
  });
});
