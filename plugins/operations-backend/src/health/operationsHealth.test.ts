import {
  mockServices,
  ServiceFactoryTester,
  startTestBackend,
} from '@backstage/backend-test-utils';
import operationsPlugin from '..';
import { operationsHealth } from './operationsHealth';
import { operationsReadinessServiceRef } from './operationsReadinessServiceRef';

async function setUp() {
  const lifecycle = mockServices.rootLifecycle.mock();
  const tester = ServiceFactoryTester.from(operationsHealth, {
    dependencies: [lifecycle.factory],
  });
  const health = await tester.getSubject();
  const operations = await tester.getService(operationsReadinessServiceRef);
  return {
    operations,
    start: () => lifecycle.addStartupHook.mock.calls[0]?.[0](),
    stop: () => lifecycle.addBeforeShutdownHook.mock.calls[0]?.[0](),
    statusOf: async () => ({
      readiness: await health.getReadiness(),
      liveness: (await health.getLiveness()).status,
    }),
  };
}

const ready = { status: 200, payload: { status: 'ok' } };
const notReady = (message: string) => ({
  status: 503,
  payload: { message, status: 'error' },
});

describe('operationsHealth', () => {
  it('is ready from the start to the stop, as that of Backstage is', async () => {
    const { start, stop, statusOf } = await setUp();
    expect(await statusOf()).toEqual({
      readiness: notReady('Backend has not started yet'),
      liveness: 200,
    });
    await start();
    expect(await statusOf()).toEqual({ readiness: ready, liveness: 200 });
    await stop();
    expect(await statusOf()).toEqual({
      readiness: notReady('Backend is shutting down'),
      liveness: 200,
    });
  });

  it('waits for the engine, says what it lacks, and lives all the same', async () => {
    const { operations, start, statusOf } = await setUp();
    let problem: string | undefined = 'The engine for operations is starting.';
    operations.watch(() => problem);
    await start();
    expect(await statusOf()).toEqual({
      readiness: notReady('The engine for operations is starting.'),
      liveness: 200,
    });
    problem = undefined;
    expect((await statusOf()).readiness).toEqual(ready);
  });
});

it('does not start a backend whose database is not PostgreSQL, and says what to do', async () => {
  await expect(
    startTestBackend({
      features: [
        operationsPlugin,
        mockServices.rootConfig.factory({
          data: {
            backend: {
              database: { client: 'better-sqlite3', connection: ':memory:' },
            },
            kubernetes: {
              clusterLocatorMethods: [{ type: 'config', clusters: [] }],
            },
            platform: { environments: [] },
          },
        }),
      ],
    }),
  ).rejects.toThrow(/Operations need PostgreSQL/);
});
