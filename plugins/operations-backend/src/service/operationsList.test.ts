/** @jest-environment node */
import type { OperationsQuery } from '@golden-path/plugin-operations-common';
import type { Entity } from '@backstage/catalog-model';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import { mockServices } from '@backstage/backend-test-utils';
import { testEntities } from '../__testUtils__/startOperationsBackend';
import {
  describeWithDatabase,
  lamp,
  skipReason,
  startLampBackend,
  type LampBackend,
} from '../__testUtils__/startLampBackend';

// A whole backend starts, on whatever machine, beside whatever else.
jest.setTimeout(120_000);

const hidden = 'component:default/hidden-lamp';
const hiddenLamp: Entity = {
  apiVersion: 'backstage.io/v1alpha1',
  kind: 'Component',
  metadata: { name: 'hidden-lamp', namespace: 'default' },
  relations: [{ type: 'ownedBy', targetRef: 'group:default/team-platform' }],
};

describeWithDatabase('the list of operations', () => {
  let backend: LampBackend;
  let ids: string[];

  beforeAll(async () => {
    backend = await startLampBackend({
      entities: [...testEntities, hiddenLamp],
      // Everything is allowed, but only Pia sees the hidden lamp.
      permissions: mockServices.permissions.mock({
        authorize: async (requests, { credentials }) =>
          requests.map(request => ({
            result:
              'resourceRef' in request &&
              request.resourceRef === hidden &&
              !JSON.stringify(credentials.principal).includes('/pia')
                ? AuthorizeResult.DENY
                : AuthorizeResult.ALLOW,
          })),
      }),
    });
    ids = [];
    // From the oldest to the latest: what is seen and what is not in turns, and a long row of what is not.
    for (let index = 0; index < 24; index += 1) {
      const isHidden = index % 2 === 1 || (index > 4 && index < 18);
      const { id } = await backend.ask({
        by: 'pia',
        entityRef: isHidden ? hidden : lamp,
        colour: `colour-${index}`,
      });
      if (!isHidden) {
        ids.unshift(id);
      }
    }
    const { id } = await backend.ask({ by: 'ana', environment: 'development' });
    await backend.settle(id);
    ids.unshift(id);
  });
  afterAll(async () => {
    await backend.stop();
  });

  const pagesOf = async (name: string, query: OperationsQuery) => {
    const pages: string[][] = [];
    let cursor: string | undefined;
    do {
      const page = await backend.as(name).list({ ...query, cursor });
      pages.push(page.items.map(({ id }) => id));
      cursor = page.nextCursor;
    } while (cursor && pages.length < 50);
    return pages;
  };

  it.each([1, 2, 3, 7, 25, 100])(
    `has each that may be seen once, the latest first, in pages of %i${skipReason}`,
    async limit => {
      const pages = await pagesOf('vic', { limit });
      expect(pages.flat()).toEqual(ids);
      expect(
        Math.max(...pages.map(({ length }) => length)),
      ).toBeLessThanOrEqual(limit);
      const all = await pagesOf('pia', { limit });
      expect(new Set(all.flat()).size).toBe(25);
    },
  );

  it.each<[OperationsQuery, number, number]>([
    [{ entityRef: [hidden] }, 0, 18],
    [{ entityRef: [lamp, hidden] }, 7, 25],
    [{ text: 'hidden' }, 0, 18],
    [{ status: ['waiting'] }, 6, 24],
    [{ status: ['succeeded', 'failed'] }, 1, 1],
    [{ environment: ['development'] }, 1, 1],
    [{ environment: ['production'], kind: ['switch-lamp'] }, 6, 24],
    [{ kind: ['deploy'] }, 0, 0],
    [{ requestedBy: ['user:default/pia'] }, 6, 24],
    [{ requestedBy: ['user:default/ana'], status: ['waiting'] }, 0, 0],
    [{ text: 'colour-2' }, 3, 5],
  ])(
    `filters by %j, and tells nobody of what is hidden${skipReason}`,
    async (query, seen, all) => {
      expect((await pagesOf('vic', query)).flat()).toHaveLength(seen);
      expect((await pagesOf('pia', query)).flat()).toHaveLength(all);
    },
  );

  it(`has for each person what waits for the decision of this person${skipReason}`, async () => {
    const waitFor = async (name: string) =>
      (await pagesOf(name, { decidable: true })).flat();
    expect(await waitFor('vic')).toEqual([]);
    // She asked for all of them.
    expect(await waitFor('pia')).toEqual([]);
    const [first, ...others] = await waitFor('ben');
    expect([first, ...others]).toEqual(ids.slice(1));
    const { plan } = await backend.as('ben').get(`${first}`);
    await backend.as('ben').decide(`${first}`, {
      decision: 'deny',
      reason: 'Too bright.',
      planHash: plan.hash,
    });
    expect(await waitFor('ben')).toEqual(others);
  });

  it(`does not tell an operation that is hidden from one that is not there${skipReason}`, async () => {
    const { items } = await backend.as('pia').list({ entityRef: [hidden] });
    const messageOf = (id: string) =>
      backend
        .as('vic')
        .get(id)
        .catch(({ statusCode, body }) => [
          statusCode,
          body.error.message.replace(id, '<id>'),
        ]);
    expect(await messageOf(`${items[0]?.id}`)).toEqual(
      await messageOf('00000000-0000-4000-8000-000000000000'),
    );
  });
});
