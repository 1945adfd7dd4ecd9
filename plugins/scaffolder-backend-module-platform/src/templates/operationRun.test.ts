/** @jest-environment node */
import {
  createBackendFeatureLoader,
  createBackendModule,
  createServiceFactory,
} from '@backstage/backend-plugin-api';
import {
  mockCredentials,
  mockServices,
  startTestBackend,
} from '@backstage/backend-test-utils';
import type { Entity } from '@backstage/catalog-model';
import { catalogServiceMock } from '@backstage/plugin-catalog-node/testUtils';
import { notificationService } from '@backstage/plugin-notifications-node';
import { createPermission } from '@backstage/plugin-permission-common';
import scaffolderPlugin from '@backstage/plugin-scaffolder-backend';
// eslint-disable-next-line @backstage/no-mixed-plugin-imports -- the other end of what is tested
import operationsPlugin from '@golden-path/plugin-operations-backend';
import {
  defineOperation,
  operationsExtensionPoint,
} from '@golden-path/plugin-operations-node';
import { randomUUID } from 'node:crypto';
import { setTimeout as wait } from 'node:timers/promises';
import { Client } from 'pg';
import request from 'supertest';
import { z } from 'zod/v3';
import scaffolderModulePlatform from '..';

// A whole backend starts, on whatever machine, beside whatever else.
jest.setTimeout(90_000);

const database = process.env.GOLDEN_PATH_TEST_POSTGRES;
const describeWithDatabase = database ? describe : describe.skip;
const reason = database
  ? ''
  : ' (skipped: GOLDEN_PATH_TEST_POSTGRES is not set)';

const entityRef = 'component:default/counter';

/** Counts up: the whole outside world of this test. */
class Counter {
  value = 0;
  isBroken = false;

  define() {
    return defineOperation({
      kind: 'count-up',
      version: 1,
      title: 'Count up',
      description: 'Counts up.',
      risk: 'medium',
      subject: 'entity',
      input: z.object({ by: z.number().int().describe('By how much') }),
      permission: createPermission({
        name: 'example.counter.count',
        attributes: { action: 'update' },
      }),
      plan: async ({ input: { by } }) => ({
        title: `Count up by ${by}`,
        summary: `It will be ${this.value + by}.`,
        changes: [
          {
            subject: 'counter',
            from: `${this.value}`,
            to: `${this.value + by}`,
          },
        ],
        onFailure: 'It stays.',
        target: { key: 'counter', title: 'counter', environment: null },
        confirmation: { confirmed: true, by: 'ownership' },
        details: { to: this.value + by },
        decidedBy: { value: this.value },
      }),
      phases: [
        {
          name: 'count',
          title: 'Count',
          run: async ({ details: { to }, act }) => {
            if (this.isBroken) {
              throw new Error('The wheel is stuck');
            }
            await act(async () => {
              this.value = to;
            });
            return {
              message: `It is ${to}.`,
              links: [{ title: 'Counter', url: 'https://counter.example/' }],
            };
          },
        },
      ],
    });
  }
}

const entities: Entity[] = [
  {
    apiVersion: 'backstage.io/v1alpha1',
    kind: 'Component',
    metadata: { name: 'counter', namespace: 'default' },
  },
  {
    apiVersion: 'scaffolder.backstage.io/v1beta3',
    kind: 'Template',
    metadata: { name: 'count', namespace: 'default' },
    spec: {
      type: 'service',
      parameters: {},
      steps: [
        {
          id: 'count',
          name: 'Count',
          action: 'operation:run',
          input: {
            kind: 'count-up',
            entityRef,
            input: { by: 3 },
            reason: 'A test.',
          },
        },
      ],
      output: {
        links: [
          {
            title: 'Operation',
            url: '${{ steps.count.output.url }}',
          },
        ],
        text: [
          { title: 'Result', content: '${{ steps.count.output.message }}' },
        ],
      },
    },
  },
];

function moduleOf(counter: Counter) {
  return createBackendModule({
    pluginId: 'operations',
    moduleId: 'counter',
    register(registry) {
      registry.registerInit({
        deps: { operations: operationsExtensionPoint },
        async init({ operations }) {
          operations.addOperations(counter.define());
        },
      });
    },
  });
}

async function start(counter: Counter) {
  const name = `test_${randomUUID().replaceAll('-', '')}`;
  const url = new URL(database ?? '');
  url.pathname = `/${name}`;
  const administer = async (statement: string) => {
    const client = new Client({ connectionString: database });
    await client.connect();
    await client.query(statement).finally(() => client.end());
  };
  await administer(`create database ${name}`);
  const backend = await startTestBackend({
    features: [
      scaffolderPlugin,
      scaffolderModulePlatform,
      operationsPlugin,
      // By a loader, as the plugin is: the test backend would make up a plugin for a lonely module.
      createBackendFeatureLoader({ loader: () => [moduleOf(counter)] }),
      mockServices.rootConfig.factory({
        data: {
          app: { baseUrl: 'https://portal.example.com' },
          backend: {
            database: {
              client: 'better-sqlite3',
              connection: ':memory:',
              ensureExists: false,
              plugin: { operations: { client: 'pg', connection: url.href } },
            },
          },
        },
      }),
      mockServices.database.factory(),
      catalogServiceMock.factory({ entities }),
      createServiceFactory({
        service: notificationService,
        deps: {},
        factory: () => ({ send: async () => {} }),
      }),
    ],
  });
  const ana = mockCredentials.user.header('user:default/ana');
  return {
    get: (path: string) =>
      request(backend.server).get(`/api${path}`).set('Authorization', ana),
    post: (path: string, body: object) =>
      request(backend.server)
        .post(`/api${path}`)
        .set('Authorization', ana)
        .send(body),
    async stop() {
      await backend.stop();
      await administer(`drop database ${name} with (force)`);
    },
  };
}

type Backend = Awaited<ReturnType<typeof start>>;

/** Runs the template, and tells how it ended and what its log says. */
async function runTemplate({ get, post }: Backend) {
  const {
    body: { id },
  } = await post('/scaffolder/v2/tasks', {
    templateRef: 'template:default/count',
    values: {},
  });
  let task = await get(`/scaffolder/v2/tasks/${id}`);
  while (['open', 'processing'].includes(task.body.status)) {
    await wait(200);
    task = await get(`/scaffolder/v2/tasks/${id}`);
  }
  const { body: events } = await get(`/scaffolder/v2/tasks/${id}/events`);
  const completion = events.find(
    ({ type }: { type: string }) => type === 'completion',
  );
  return {
    status: task.body.status,
    output: completion?.body.output,
    log: events
      .map(({ body }: { body: { message: string } }) => body.message)
      .join('\n'),
  };
}

describeWithDatabase('a template with the step operation:run', () => {
  const counter = new Counter();
  let backend: Backend;
  beforeAll(async () => {
    backend = await start(counter);
  });
  afterAll(async () => {
    await backend.stop();
  });

  it(`only plans in a dry run${reason}`, async () => {
    const { body } = await backend.post('/scaffolder/v2/dry-run', {
      template: entities[1],
      values: {},
      directoryContents: [],
    });
    expect(JSON.stringify(body.log)).toContain('counter: 0 → 3');
    expect(counter.value).toBe(0);
  });

  it(`runs an operation on behalf of who started it, and tells how it went${reason}`, async () => {
    const { status, output, log } = await runTemplate(backend);
    expect(log).toMatch(
      /Count up by 3\. It will be 3\.[^]*Count: done\. It is 3\.[^]*Succeeded\./,
    );
    expect(status).toBe('completed');
    const { body } = await backend.get('/operations/v1/operations');
    expect(body.items).toMatchObject([
      {
        status: 'succeeded',
        requestedBy: 'user:default/ana',
        surface: 'template',
        reason: 'A test.',
      },
    ]);
    expect(output).toMatchObject({
      links: [
        { url: `https://portal.example.com/operations/${body.items[0].id}` },
      ],
      text: [{ content: 'It is 3.' }],
    });
    expect(counter.value).toBe(3);
  });

  it(`fails with the cause when the operation fails${reason}`, async () => {
    counter.isBroken = true;
    const { status, log } = await runTemplate(backend);
    expect(status).toBe('failed');
    expect(log).toContain('Count: The wheel is stuck');
    expect(log).toContain('https://portal.example.com/operations/');
    expect(counter.value).toBe(3);
  });
});
