/** @jest-environment node */
import { mockServices } from '@backstage/backend-test-utils';
import createKnex from 'knex';
import {
  describeWithDatabase,
  headerOf,
  skipReason,
  startLampBackend,
  type LampBackend,
} from './__testUtils__/startLampBackend';
import { testDatabase } from './__testUtils__/startOperationsBackend';
import { Wire } from './__testUtils__/Wire';
import { answerInTime } from './database/answerInTime';
import { isDatabaseOutage } from './database/isDatabaseOutage';
import { openDatabase } from './database/openDatabase';

describeWithDatabase('an outage of the database (R9)', () => {
  let wire: Wire;
  let backend: LampBackend;
  beforeEach(async () => {
    // Knex tells each broken connection there.
    jest.spyOn(console, 'log').mockImplementation(() => {});
    wire = await Wire.to(new URL(testDatabase ?? ''));
    backend = await startLampBackend({
      server: wire.through(testDatabase ?? ''),
    });
  });
  afterEach(async () => {
    wire.mend();
    await backend.stop();
    await wire.close();
  });

  /** The status of an answer; it has to come within 5 s. */
  const statusOf = async (path: string, body?: object): Promise<number> => {
    const response = await fetch(`${backend.baseUrl}${path}`, {
      method: body ? 'POST' : 'GET',
      headers: {
        'Content-Type': 'application/json',
        Authorization: headerOf('ana'),
      },
      body: body && JSON.stringify(body),
      signal: AbortSignal.timeout(5_000),
    });
    return response.status;
  };

  it.each([
    ['the server is down', () => wire.break()],
    ['the network is cut', () => wire.silence()],
  ])(
    `is answered with 503 while %s, and runs go on afterwards${skipReason}`,
    async (_, cut) => {
      let reach: () => void = () => {};
      let goOn: () => void = () => {};
      const reached = new Promise<void>(resolve => {
        reach = resolve;
      });
      backend.lamps.beforeSwitch = () => {
        reach();
        return new Promise(resolve => {
          goOn = resolve;
        });
      };
      const { id } = await backend.ask({ environment: 'development' });
      await reached;
      cut();
      goOn();
      const request = {
        ...backend.subjectOf({ colour: 'blue' }),
        planHash: 'of-no-plan',
        idempotencyKey: 'a-key-of-its-own',
      };
      expect(await statusOf(`/v1/operations/${id}`)).toBe(503);
      expect(await statusOf('/v1/operations')).toBe(503);
      expect(await statusOf('/v1/operations', request)).toBe(503);
      wire.mend();
      while ((await statusOf(`/v1/operations/${id}`)) === 503) {
        // Connections of before are still being found out.
      }
      const { status, phases } = await backend.settle(id);
      expect(status).toBe('succeeded');
      expect(phases.map(phase => phase.status)).toEqual([
        'succeeded',
        'succeeded',
      ]);
      expect(backend.lamps.effects).toHaveLength(1);
      backend.lamps.beforeSwitch = async () => {};
      const next = await backend.ask({
        environment: 'development',
        colour: 'blue',
      });
      expect((await backend.settle(next.id)).status).toBe('succeeded');
    },
    60_000,
  );
});

describeWithDatabase('answerInTime', () => {
  it(`tells in time that all connections are in use, or that no answer comes${skipReason}`, async () => {
    const knex = createKnex({
      client: 'pg',
      connection: testDatabase,
      pool: { min: 0, max: 1 },
      log: { warn() {} },
    });
    try {
      answerInTime(knex, 100);
      const busy = await knex.client.acquireConnection();
      const waiting = await knex.raw('select 1').catch(error => error);
      expect(isDatabaseOutage(waiting)).toBe(true);
      await knex.client.releaseConnection(busy);
      const slow = await knex.raw('select pg_sleep(5)').catch(error => error);
      expect(isDatabaseOutage(slow)).toBe(true);
      await expect(knex.raw('select 1')).resolves.toMatchObject({
        rowCount: 1,
      });
    } finally {
      await knex.destroy();
    }
  });
});

describe('openDatabase', () => {
  it('refuses databases that replicas cannot share, and says what to do', async () => {
    const knex = createKnex({
      client: 'better-sqlite3',
      useNullAsDefault: true,
    });
    await expect(
      openDatabase(mockServices.database.mock({ getClient: async () => knex })),
    ).rejects.toThrow(
      'Operations need PostgreSQL: set backend.database.client to pg.',
    );
    await knex.destroy();
  });
});
