import { ArgocdClient } from './ArgocdClient';

function clientAnswering(answer: (url: string) => Response) {
  const fetch = jest.fn(async (url: string | URL | Request) =>
    answer(String(url)),
  );
  const client = new ArgocdClient({
    discoveryApi: {
      getBaseUrl: async plugin => `http://portal/api/${plugin}`,
    },
    fetchApi: { fetch },
  });
  return { client, urls: () => fetch.mock.calls.map(([url]) => String(url)) };
}

const orderService = {
  kind: 'Component',
  namespace: 'default',
  name: 'order-service',
};

describe('ArgocdClient', () => {
  it('reads the deployments of one entity', async () => {
    const { client, urls } = clientAnswering(() =>
      Response.json({
        items: [],
        sources: [{ name: 'main', status: 'live' }],
        distances: [],
      }),
    );
    await expect(client.getDeployments(orderService)).resolves.toEqual({
      items: [],
      sources: [{ name: 'main', status: 'live' }],
      distances: [],
    });
    expect(urls()).toEqual([
      'http://portal/api/argocd/v1/entities/default/Component/order-service/deployments',
    ]);
  });

  it('asks for many entities in several calls and puts the answers together', async () => {
    const { client, urls } = clientAnswering(url =>
      Response.json({
        items: new URL(url).searchParams
          .getAll('entityRef')
          .map(entityRef => ({ entityRef, deployments: [] })),
        sources: [],
      }),
    );
    const refs = Array.from(
      { length: 51 },
      (_, i) => `component:default/s${i}`,
    );
    const { items } = await client.getDeploymentsOfEntities(refs);
    expect(items.map(({ entityRef }) => entityRef)).toEqual(refs);
    expect(urls()).toHaveLength(2);
  });

  it('asks nobody about no entities', async () => {
    const { client, urls } = clientAnswering(() => Response.error());
    await expect(client.getDeploymentsOfEntities([])).resolves.toEqual({
      items: [],
      sources: [],
    });
    expect(urls()).toEqual([]);
  });

  it('keeps a name from reaching another path', async () => {
    const { client, urls } = clientAnswering(() =>
      Response.json({ items: [], sources: [], distances: [] }),
    );
    await client.getDeployments({ ...orderService, name: '../../clusters?x' });
    expect(urls()[0]).toBe(
      'http://portal/api/argocd/v1/entities/default/Component/..%2F..%2Fclusters%3Fx/deployments',
    );
  });

  it('reads one deployment, and keeps its name from reaching another path', async () => {
    const { client, urls } = clientAnswering(() => Response.json({}));
    await expect(
      client.getDeployment(orderService, {
        instance: 'main',
        namespace: 'argocd',
        name: '../x',
      }),
    ).rejects.toThrow(/Required/);
    expect(urls()).toEqual([
      'http://portal/api/argocd/v1/entities/default/Component/order-service/deployments/main/argocd/..%2Fx',
    ]);
  });

  it('lists a page of all deployments, by the filters that are given', async () => {
    const { client, urls } = clientAnswering(() =>
      Response.json({
        items: [],
        totalItems: 0,
        healthCounts: {},
        sources: [],
      }),
    );
    await client.listDeployments({
      owner: ['group:default/a', 'group:default/b'],
      environment: [],
      text: '',
      needsAttention: false,
      limit: 20,
    });
    await client.listDeployments({ needsAttention: true });
    expect(urls().map(url => decodeURIComponent(url.split('?')[1]))).toEqual([
      'owner=group:default/a&owner=group:default/b&limit=20',
      'needsAttention=true',
    ]);
  });

  it('fails with the error of the server', async () => {
    const { client } = clientAnswering(() =>
      Response.json(
        {
          error: { name: 'NotAllowedError', message: 'ask the owner' },
          response: { statusCode: 403 },
        },
        { status: 403 },
      ),
    );
    await expect(client.getDeployments(orderService)).rejects.toMatchObject({
      statusCode: 403,
      cause: { name: 'NotAllowedError', message: 'ask the owner' },
    });
  });

  it('does not take another shape for an answer', async () => {
    const { client } = clientAnswering(() => Response.json({ items: 'many' }));
    await expect(client.getDeployments(orderService)).rejects.toThrow(
      /Expected array/,
    );
  });
});
