import { OperationsClient } from './OperationsClient';
import type { Plan } from './planSchema';
import type { Operation, OperationSummary } from './schema';

const id = '5f0c3c0e-3a3c-4a46-9f4c-0c6f1a9d2b7e';

const plan: Plan = {
  kind: 'deploy',
  title: 'Deploy v1.9.0 to staging',
  summary: 'Staging will run v1.9.0.',
  risk: 'medium',
  target: { key: 'orders', title: 'orders-staging', environment: 'staging' },
  input: {},
  changes: [],
  files: [],
  warnings: [],
  phases: [],
  onFailure: 'What is written stays.',
  undo: { possible: false, description: 'No.' },
  approvals: [],
  blockers: [],
  hash: 'hash',
  plannedAt: '2026-11-01T10:00:00Z',
};

const summary: OperationSummary = {
  id,
  kind: 'deploy',
  title: plan.title,
  risk: 'medium',
  target: plan.target,
  status: 'running',
  requestedBy: 'user:default/ana',
  surface: 'api',
  brokeFreeze: false,
  requestedAt: '2026-11-01T10:00:00Z',
  progress: { done: 0, total: 1 },
  revision: 1,
};

const operation: Operation = {
  ...summary,
  plan,
  phases: [],
  decisions: [],
  abilities: {
    cancel: { allowed: true },
    retry: { allowed: false, reason: 'It runs.' },
    undo: { allowed: false, reason: 'It runs.' },
    decide: { allowed: false, reason: 'It runs.' },
  },
};

/** A server that answers everything in the same way, and remembers what it was asked. */
function setUp(answer: () => Response) {
  const asked: {
    url: string;
    method: string;
    body?: unknown;
    token?: string;
  }[] = [];
  const client = new OperationsClient({
    discoveryApi: {
      getBaseUrl: async pluginId =>
        `https://portal.example.com/api/${pluginId}`,
    },
    fetchApi: {
      fetch: async (url, init) => {
        const headers = new Headers(init?.headers);
        asked.push({
          url: `${url}`,
          method: init?.method ?? 'GET',
          ...(init?.body ? { body: JSON.parse(`${init.body}`) } : {}),
          ...(headers.has('authorization')
            ? { token: headers.get('authorization') ?? '' }
            : {}),
        });
        return answer();
      },
    },
  });
  return { asked, client };
}

const json = (body: unknown) => () => Response.json(body);
const base = 'https://portal.example.com/api/operations/v1';

function streamOf(...chunks: string[]) {
  const encoder = new TextEncoder();
  return () =>
    new Response(
      new ReadableStream({
        start(controller) {
          chunks.forEach(chunk => controller.enqueue(encoder.encode(chunk)));
          controller.close();
        },
      }),
    );
}

describe('OperationsClient', () => {
  const request = { planHash: 'hash', idempotencyKey: 'a-key-of-mine' };
  const decision = { decision: 'approve', planHash: 'hash' } as const;

  it.each<
    [string, (client: OperationsClient) => Promise<unknown>, string, unknown]
  >([
    ['get', client => client.get(id), `/operations/${id}`, undefined],
    [
      'run',
      client => client.run({ kind: 'deploy', ...request }),
      '/operations',
      { kind: 'deploy', ...request },
    ],
    [
      'decide',
      client => client.decide(id, decision),
      `/operations/${id}/decisions`,
      decision,
    ],
    ['cancel', client => client.cancel(id), `/operations/${id}/cancel`, {}],
    [
      'retry',
      client => client.retry(id, { reason: 'Now.' }),
      `/operations/${id}/retry`,
      { reason: 'Now.' },
    ],
    [
      'undo',
      client => client.undo(id, request),
      `/operations/${id}/undo`,
      request,
    ],
    // What comes from an address of a page must not leave its place in the path.
    [
      'get',
      client => client.get('../kinds?x#y'),
      '/operations/..%2Fkinds%3Fx%23y',
      undefined,
    ],
  ])('%s', async (_, ...[call, path, body]) => {
    const { asked, client } = setUp(json(operation));
    await expect(call(client)).resolves.toEqual(operation);
    expect(asked).toEqual([
      {
        url: `${base}${path}`,
        method: body ? 'POST' : 'GET',
        ...(body ? { body } : {}),
      },
    ]);
  });

  it.each<[string, (client: OperationsClient) => Promise<unknown>, string]>([
    ['plan', client => client.plan({ kind: 'deploy' }), '/plans'],
    ['planUndo', client => client.planUndo(id), `/operations/${id}/undo/plan`],
  ])('%s', async (_, call, path) => {
    const { asked, client } = setUp(json(plan));
    await expect(call(client)).resolves.toEqual(plan);
    expect(asked).toMatchObject([{ url: `${base}${path}`, method: 'POST' }]);
  });

  it('lists with the filters that are given, several values each by itself', async () => {
    const { asked, client } = setUp(
      json({ items: [summary], nextCursor: 'c' }),
    );
    await expect(
      client.list(
        {
          entityRef: ['component:default/a&b', 'component:default/c'],
          status: [],
          text: '',
          decidable: false,
          limit: 5,
          cursor: undefined,
        },
        { token: 'of-ana' },
      ),
    ).resolves.toEqual({ items: [summary], nextCursor: 'c' });
    await client.list({ decidable: true });
    expect(asked).toEqual([
      {
        url: `${base}/operations?entityRef=component%3Adefault%2Fa%26b&entityRef=component%3Adefault%2Fc&limit=5`,
        method: 'GET',
        token: 'Bearer of-ana',
      },
      { url: `${base}/operations?decidable=true`, method: 'GET' },
    ]);
  });

  it('lists kinds', async () => {
    const { client } = setUp(json({ items: [] }));
    await expect(client.listKinds()).resolves.toEqual({ items: [] });
  });

  it('tells a refusal with what the server said', async () => {
    const { client } = setUp(() =>
      Response.json(
        {
          error: { name: 'ConflictError', message: 'It runs already.' },
          request: { method: 'POST', url: '/v1/operations' },
          response: { statusCode: 409 },
        },
        { status: 409 },
      ),
    );
    await expect(client.get(id)).rejects.toMatchObject({
      name: 'ResponseError',
      statusCode: 409,
      cause: { name: 'ConflictError', message: 'It runs already.' },
    });
  });

  it('takes no answer that breaks the contract', async () => {
    const { client } = setUp(json({ ...operation, status: 'lost' }));
    await expect(client.get(id)).rejects.toThrow(/status/);
  });

  it('follows what the stream tells, however it is cut', async () => {
    const event = `event: operation\ndata: ${JSON.stringify(operation)}\n\n`;
    const { client } = setUp(
      streamOf(
        ': still there\n\n',
        event.slice(0, 40),
        event.slice(40),
        'event: another\ndata: {}\n\n',
        event.replace('"running"', '"succeeded"'),
      ),
    );
    const told = [];
    for await (const { status } of client.follow(id)) {
      told.push(status);
    }
    expect(told).toEqual(['running', 'succeeded']);
  });

  it('lets go of a stream that nobody reads any more', async () => {
    const event = `event: operation\ndata: ${JSON.stringify(operation)}\n\n`;
    let isLetGo = false;
    const { client } = setUp(
      () =>
        new Response(
          new ReadableStream({
            start(controller) {
              controller.enqueue(new TextEncoder().encode(event));
            },
            cancel() {
              isLetGo = true;
            },
          }),
        ),
    );
    for await (const { status } of client.follow(id)) {
      expect(status).toBe('running');
      break;
    }
    expect(isLetGo).toBe(true);
  });
});
