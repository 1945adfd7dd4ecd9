/** @jest-environment node */
import type { PermissionsService } from '@backstage/backend-plugin-api';
import { mockServices } from '@backstage/backend-test-utils';
import { AuthorizeResult } from '@backstage/plugin-permission-common';
import {
  describeWithDatabase,
  headerOf,
  skipReason,
  startLampBackend,
  type LampBackend,
} from '../__testUtils__/startLampBackend';

// A whole backend starts, on whatever machine, beside whatever else.
jest.setTimeout(60_000);

type Authorize = PermissionsService['authorize'];

const answers: Record<'up' | 'down' | 'slow', Authorize> = {
  up: async requests => requests.map(() => ({ result: AuthorizeResult.ALLOW })),
  down: async () => {
    throw new TypeError('fetch failed');
  },
  slow: () => new Promise(() => {}),
};

describeWithDatabase('S16: a permission backend that is', () => {
  let backend: LampBackend;
  let answer: Authorize;
  let waiting: string;
  let failed: string;

  beforeAll(async () => {
    answer = answers.up;
    backend = await startLampBackend({
      permissions: mockServices.permissions.mock({
        authorize: (...given) => answer(...given),
      }),
    });
    waiting = (await backend.ask()).id;
    backend.lamps.beforeSwitch = async () => {
      throw new Error('The fuse blew');
    };
    failed = (await backend.ask({ environment: 'development' })).id;
    await backend.settle(failed);
    backend.lamps.beforeSwitch = async () => {};
  });
  afterAll(async () => {
    await backend.stop();
  });

  it.each(['down', 'slow'] as const)(
    `%s allows nothing, and everybody is told soon${skipReason}`,
    async state => {
      const { hash: planHash } = await backend
        .as('ana')
        .plan(backend.subjectOf({ environment: 'staging' }));
      const { plan } = await backend.as('ana').get(waiting);
      const before = await backend.as('ana').list();
      const calls: [string, unknown?][] = [
        ['/v1/operations'],
        [`/v1/operations/${waiting}`],
        [`/v1/operations/${waiting}/events`],
        ['/v1/plans', backend.subjectOf({ environment: 'staging' })],
        [
          '/v1/operations',
          {
            ...backend.subjectOf({ environment: 'staging' }),
            planHash,
            idempotencyKey: `while-${state}`,
          },
        ],
        [
          `/v1/operations/${waiting}/decisions`,
          { decision: 'approve', planHash: plan.hash },
        ],
        [`/v1/operations/${waiting}/cancel`, {}],
        [`/v1/operations/${failed}/retry`, {}],
        [`/v1/operations/${failed}/undo/plan`, {}],
        [
          `/v1/operations/${failed}/undo`,
          { planHash, idempotencyKey: 'undo-it-now' },
        ],
      ];
      answer = answers[state];
      const statuses = await Promise.all(
        calls.map(async ([path, body]) => {
          const patience = new Promise<string>(resolve => {
            setTimeout(() => resolve('no answer'), 8_000).unref();
          });
          const asked = backend.call(
            path,
            headerOf(path.endsWith('/decisions') ? 'ben' : 'ana'),
            body,
          );
          return Promise.race([asked.then(({ status }) => status), patience]);
        }),
      );
      answer = answers.up;

      expect(statuses).toEqual(calls.map(() => 503));
      expect(await backend.as('ana').list()).toEqual(before);
      expect(backend.lamps.effects).toEqual([]);
    },
  );
});
