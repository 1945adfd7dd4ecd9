import { mockCredentials } from '@backstage/backend-test-utils';
import { FakeCluster } from './__testUtils__/FakeCluster';
import {
  componentOf,
  readLive,
  routes,
  startArgocdBackend,
} from './__testUtils__/startArgocdBackend';

// A whole backend starts, on whatever machine, beside whatever else.
jest.setTimeout(60_000);

type Backend = Awaited<ReturnType<typeof startArgocdBackend>>;

describe('S15: who may read what', () => {
  let cluster: FakeCluster;
  let backend: Backend;

  const owner = mockCredentials.user.header('user:default/ana');
  const other = mockCredentials.user.header('user:default/ben');
  const bearer = (token: string) => `Bearer ${token}`;

  beforeAll(async () => {
    cluster = await FakeCluster.start([
      {
        metadata: { name: 'order-service-staging', namespace: 'argocd' },
        spec: { project: 'default', destination: {} },
      },
    ]);
    backend = await startArgocdBackend({
      cluster,
      entities: [
        componentOf('order-service', {
          'argocd/app-name': 'order-service-staging',
        }),
      ],
      mayRead: ({ principal }) =>
        JSON.stringify(principal).includes('user:default/ana') ||
        JSON.stringify(principal).includes('"external:reader"'),
    });
    await readLive(backend, owner);
  });

  afterAll(async () => {
    await backend.stop();
    await cluster.stop();
  });

  // One column for each route. A list of what one may not read is empty.
  it.each<[string, string, (number | 'empty')[]]>([
    ['the owner', owner, [200, 200, 200, 200]],
    ['somebody else', other, [403, 403, 'empty', 'empty']],
    ['nobody', mockCredentials.none.header(), [401, 401, 401, 401]],
    [
      'an expired token',
      mockCredentials.user.invalidHeader(),
      [401, 401, 401, 401],
    ],
    [
      'a token for cookies only',
      bearer(mockCredentials.limitedUser.token('user:default/ana')),
      [401, 401, 401, 401],
    ],
    [
      'a token for another plugin',
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.user('user:default/ana'),
        targetPluginId: 'catalog',
      }),
      [401, 401, 401, 401],
    ],
    [
      'a token of nobody',
      bearer('eyJhbGciOiJub25lIn0.e30.'),
      [401, 401, 401, 401],
    ],
    [
      'a plugin on behalf of the owner',
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.user('user:default/ana'),
        targetPluginId: 'argocd',
      }),
      [200, 200, 200, 200],
    ],
    [
      'a service that may read',
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.service('external:reader'),
        targetPluginId: 'argocd',
      }),
      [200, 200, 200, 200],
    ],
    [
      // The permission service denies by the restrictions of the token.
      'a service that is restricted to something else',
      mockCredentials.service.header({
        onBehalfOf: mockCredentials.service('external:other'),
        targetPluginId: 'argocd',
      }),
      [403, 403, 'empty', 'empty'],
    ],
  ])('%s', async (_, authorization, expected) => {
    const outcomes = [];
    for (const route of Object.values(routes)) {
      const { status, body } = await backend
        .get(route)
        .set('Authorization', authorization);
      outcomes.push(
        status === 200 && body.items?.length === 0 ? 'empty' : status,
      );
    }
    expect(outcomes).toEqual(expected);
  });
});
