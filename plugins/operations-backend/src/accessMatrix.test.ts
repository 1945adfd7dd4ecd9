/** @jest-environment node */
import { mockCredentials } from '@backstage/backend-test-utils';
import {
  describeWithDatabase,
  headerOf,
  lamp,
  serviceHeaderOf,
  skipReason,
  startLampBackend,
  type LampBackend,
} from './__testUtils__/startLampBackend';
import { openApiDocument } from './openApi';

// A whole backend starts, on whatever machine, beside whatever else.
jest.setTimeout(120_000);

const described = Object.entries(openApiDocument.paths).flatMap(
  ([path, routes]) => Object.keys(routes).map(method => `${method} ${path}`),
);

const forPlugin = (targetPluginId: string) =>
  mockCredentials.service.header({
    onBehalfOf: mockCredentials.user('user:default/ana'),
    targetPluginId,
  });

/** Who asks: the columns of the table. */
const callers = {
  owner: headerOf('ana'),
  otherOwner: headerOf('otto'),
  approver: headerOf('ben'),
  admin: headerOf('pia'),
  viewer: headerOf('vic'),
  pluginForOwner: forPlugin('operations'),
  readingService: serviceHeaderOf('external:reader'),
  restrictedService: serviceHeaderOf('external:other'),
};

/** Who is nobody, whatever is asked. */
const strangers = {
  anonymous: mockCredentials.none.header(),
  'an expired token': mockCredentials.user.invalidHeader(),
  'a token for cookies only': `Bearer ${mockCredentials.limitedUser.token(
    'user:default/ana',
  )}`,
  'a token for another plugin': forPlugin('catalog'),
  'a token without a signature': 'Bearer eyJhbGciOiJub25lIn0.e30.',
};

type Row = readonly [
  body: object | undefined,
  statuses: Record<keyof typeof callers, number | 'empty'>,
];

const everybody = (status: number) => ({
  owner: status,
  otherOwner: status,
  approver: status,
  admin: status,
  viewer: status,
  pluginForOwner: status,
  readingService: status,
  restrictedService: status,
});

const who = {
  /** Everybody who may look. */
  readers: { ...everybody(200), restrictedService: 404 },
  /** Who owns the entity, or operates the platform. Others are refused, and who sees nothing finds nothing. */
  owners: (status: number) => ({
    ...everybody(403),
    owner: status,
    pluginForOwner: status,
    admin: status,
  }),
};

// What is allowed fails here for another reason (409: the plan is another one, it is over), so that nothing changes.
const ofNoPlan = { planHash: 'of-no-plan', idempotencyKey: 'matrix-key' };
const subject = {
  kind: 'switch-lamp',
  entityRef: lamp,
  input: { environment: 'staging', colour: 'green' },
};
const table: Record<string, Row> = {
  'get /v1/kinds': [undefined, everybody(200)],
  'post /v1/plans': [subject, who.owners(200)],
  'get /v1/operations': [
    undefined,
    { ...everybody(200), restrictedService: 'empty' },
  ],
  'post /v1/operations': [{ ...subject, ...ofNoPlan }, who.owners(409)],
  'get /v1/operations/{id}': [undefined, who.readers],
  'get /v1/operations/{id}/events': [undefined, who.readers],
  'post /v1/operations/{id}/decisions': [
    { decision: 'approve', planHash: 'of-no-plan' },
    // The owner asked for it, and the other owner is in a group, but not in that of the approvers.
    { ...everybody(403), approver: 409, admin: 409 },
  ],
  'post /v1/operations/{id}/cancel': [{}, who.owners(409)],
  'post /v1/operations/{id}/retry': [{}, who.owners(409)],
  'post /v1/operations/{id}/undo/plan': [{}, who.owners(200)],
  'post /v1/operations/{id}/undo': [ofNoPlan, who.owners(409)],
};

describe('the table', () => {
  it('has a row for each route, and no other', () => {
    expect(Object.keys(table).sort()).toEqual([...described].sort());
  });
});

describeWithDatabase('S15: who may do what', () => {
  let backend: LampBackend;
  let done: string;
  let waiting: string;
  let before: unknown;

  const state = async () => {
    const { items } = await backend.as('pia').list({ limit: 100 });
    return items.map(({ id, status, revision }) => [id, status, revision]);
  };
  const ask = (route: string, header: string) => {
    const [method = '', path = ''] = route.split(' ');
    const id = path.endsWith('/decisions') ? waiting : done;
    const [body] = table[route] ?? [];
    return backend.call(
      path.replace('{id}', id),
      header,
      method === 'post' ? body ?? {} : undefined,
    );
  };

  beforeAll(async () => {
    backend = await startLampBackend();
    const succeeded = await backend.ask({ environment: 'development' });
    await backend.settle(succeeded.id);
    done = succeeded.id;
    waiting = (await backend.ask({ colour: 'blue' })).id;
    before = await state();
  });
  afterAll(async () => {
    await backend.stop();
  });

  it.each(
    Object.entries(table).map(([route, [, expected]]) => [route, expected]),
  )(`%s${skipReason}`, async (route, expected) => {
    const found: Record<string, number | string> = {};
    for (const [name, header] of Object.entries(callers)) {
      const { status, body } = await ask(`${route}`, header);
      found[name] =
        status === 200 && body.items?.length === 0 ? 'empty' : status;
    }
    expect(found).toEqual(expected);
    for (const [name, header] of Object.entries(strangers)) {
      const { status, body } = await ask(`${route}`, header);
      expect([name, status, body.error?.name]).toEqual([
        name,
        401,
        'AuthenticationError',
      ]);
    }
  });

  it(`nothing came of all that, and every refused change is in the audit log${skipReason}`, async () => {
    expect(await state()).toEqual(before);
    expect(backend.lamps.effects).toHaveLength(1);
    const refused = backend.audited.filter(({ outcome }) =>
      outcome.startsWith('fail: NotAllowedError'),
    );
    const counts = new Map<string, number>();
    for (const { eventId } of refused) {
      counts.set(eventId, (counts.get(eventId) ?? 0) + 1);
    }
    expect([...counts]).toEqual([
      // Five who may not, once for the operation and once for its undoing.
      ['operation-request', 10],
      ['operation-decision', 6],
      ['operation-cancel', 5],
      ['operation-retry', 5],
    ]);
  });

  it.each([
    ['GET', '/v1/operations/..%2Fkinds', 400],
    ['GET', '/v1/operations/%2e%2e', 404],
    ['GET', "/v1/operations/'%3B%20drop%20table%20operations%3B--", 400],
    ['GET', '/v1/operations/%00', 400],
    ['GET', '/v1/operations/00000000-0000-4000-8000-000000000000', 404],
    ['GET', '/v1/operations?entityRef[$ne]=x', 400],
    ['GET', '/v1/operations?__proto__=x', 400],
    ['GET', '/v1/operations?unknown=x', 400],
    ['GET', '/v1/operations?status=done', 400],
    ['GET', '/v1/operations?limit=1000', 400],
  ])(`finds nothing behind %s %s${skipReason}`, async (_, path, expected) => {
    const { status } = await backend.call(path, headerOf('pia'));
    expect(status).toBe(expected);
  });

  it.each([
    [{ kind: '__proto__' }, 404],
    [{ kind: 'constructor' }, 404],
    [{ kind: 'switch-lamp/../x' }, 404],
    [{ entityRef: 'component:default/../other' }, 404],
    [{ entityRef: 'component:' }, 400],
    [{ entityRef: 'component:default/unknown' }, 404],
    [{ entityRef: 'component:default/other-lamp' }, 403],
    [{ ownerRef: 'group:default/team-platform' }, 400],
    [{ entityRef: ['component:default/lamp'] }, 400],
    [{ requestedBy: 'user:default/pia' }, 400],
    [{ credentials: {} }, 400],
    [{ input: { colour: 'red', environment: { $gt: '' } } }, 400],
    [{ input: { colour: 'red', target: 'other' } }, 400],
    [{ input: [] }, 400],
  ])(`plans nothing for %j${skipReason}`, async (more, expected) => {
    const { status } = await backend.call('/v1/plans', headerOf('ana'), {
      ...subject,
      ...more,
    });
    expect(status).toBe(expected);
  });
});
