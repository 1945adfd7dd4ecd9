import { mockCredentials, mockServices } from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { VisibleEntities } from './VisibleEntities';

const ana = { credentials: mockCredentials.user('user:default/ana') };
const ben = { credentials: mockCredentials.user('user:default/ben') };

function componentOf(
  name: string,
  annotations: Record<string, string>,
): Entity {
  return {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: {
      name,
      namespace: 'default',
      title: `The ${name}`,
      description: 'canary',
      annotations: { ...annotations, 'example.com/token': 'canary' },
    },
    relations: [
      { type: 'ownedBy', targetRef: 'group:default/team-orders' },
      { type: 'dependsOn', targetRef: 'resource:default/canary' },
    ],
  };
}

function setUp() {
  let time = 0;
  const catalog = catalogServiceMock({
    entities: [
      componentOf('payments', { 'argocd/app-selector': 'service=payments' }),
      componentOf('plain', {}),
      componentOf('orders', {
        'argocd/app-name': 'orders',
        'github.com/project-slug': 'acme/orders',
        'backstage.io/source-location': 'url:https://github.com/acme/orders/',
      }),
    ],
  });
  const read = jest.spyOn(catalog, 'getEntitiesByRefs');
  const entities = VisibleEntities.create({
    auth: mockServices.auth(),
    catalog,
    now: () => time,
  });
  return {
    entities,
    read,
    pass: (milliseconds: number) => {
      time += milliseconds;
    },
  };
}

describe('VisibleEntities', () => {
  it('lists the entities that name applications, by their references, and takes from them only what is needed', async () => {
    const { entities } = setUp();
    const listed = await entities.list(ana);
    expect(listed.map(({ entityRef }) => entityRef)).toEqual([
      'component:default/orders',
      'component:default/payments',
    ]);
    expect(listed[0]).toMatchObject({
      title: 'The orders',
      ownerRefs: ['group:default/team-orders'],
      projectSlug: 'acme/orders',
      sourceLocation: 'url:https://github.com/acme/orders/',
      applications: { type: 'query', query: { names: ['orders'] } },
    });
    expect(JSON.stringify(listed)).not.toContain('canary');
  });

  it('asks with the credentials of the caller, once in 30 s, and anew for another one', async () => {
    const { entities, pass, read } = setUp();
    const refs = ['component:default/orders'];
    await entities.get(refs, ana);
    pass(29_999);
    await entities.get(refs, ana);
    await entities.get(refs, ben);
    expect(read.mock.calls.map(([, options]) => options)).toEqual([ana, ben]);
    pass(1);
    await entities.get(refs, ana);
    expect(read).toHaveBeenCalledTimes(3);
  });

  it('remembers for 5 s only that there is no such entity', async () => {
    const { entities, pass, read } = setUp();
    const refs = ['component:default/orders', 'component:default/gone'];
    await expect(entities.get(refs, ana)).resolves.toEqual([
      expect.objectContaining({ entityRef: 'component:default/orders' }),
      undefined,
    ]);
    pass(5_000);
    await entities.get(refs, ana);
    expect(read.mock.calls[1][0].entityRefs).toEqual([
      'component:default/gone',
    ]);
  });

  it('gives the same object to all who see the same', async () => {
    const { entities } = setUp();
    const [[one], [other]] = await Promise.all([
      entities.list(ana),
      entities.list(ben),
    ]);
    expect(one).toBe(other);
  });
});
