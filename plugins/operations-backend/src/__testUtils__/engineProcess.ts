/**
 * A process with an engine and nothing else of the plugin, for tests that kill it. It is started by `EngineProcess`,
 * and is told what to do by messages.
 */
import type {
  AuditorService,
  LoggerService,
} from '@backstage/backend-plugin-api';
import { randomUUID } from 'node:crypto';
import createKnex from 'knex';
import { ExecutorsStore } from '../database/ExecutorsStore';
import { OperationsStore } from '../database/OperationsStore';
import { RunsStore } from '../database/RunsStore';
import { openDatabase } from '../database/openDatabase';
import { KindRegistry } from '../engine/KindRegistry';
import { OperationRunner } from '../engine/OperationRunner';
import { OperationsEngine } from '../engine/OperationsEngine';
import { PhaseRunner } from '../engine/PhaseRunner';
import type {
  EngineReport,
  EngineRequest,
  EngineSettings,
} from './engineMessages';
import { Holds } from './Holds';
import { stepsOperation, type StepsWorld } from './stepsOperation';
import { stepsRow } from './stepsRow';

const settings: EngineSettings = JSON.parse(process.env.ENGINE_SETTINGS ?? '');
const executorId = randomUUID();

function report(message: EngineReport): void {
  process.send?.(message);
}

function createLogger(): LoggerService {
  const log = (level: string) => (message: string, error?: unknown) => {
    if (process.env.ENGINE_LOG) {
      process.stderr.write(
        `${executorId.slice(0, 4)} ${level} ${message} ${error ?? ''}\n`,
      );
    }
  };
  return {
    error: log('error'),
    warn: log('warn'),
    info: log('info'),
    debug: () => {},
    child: createLogger,
  };
}

const logger = createLogger();

const auditor: AuditorService = {
  createEvent: async () => ({
    success: async () => {},
    fail: async () => {},
  }),
};

const knex = createKnex({
  client: 'pg',
  connection: settings.database,
  pool: { min: 0, max: 10 },
  // It tells each broken connection.
  log: { warn() {} },
});
const outside = settings.world
  ? createKnex({
      client: 'pg',
      connection: settings.world,
      pool: { min: 0, max: 2 },
    })
  : knex;
const holds = Holds.create({
  isHolding: settings.holds,
  onHeld: (id, point) => report({ type: 'held', id, point }),
  pointOf: async id =>
    (await knex('operations').where({ id }).first('details')).details.hold,
});

const world: StepsWorld = {
  call: async (id, effect) => {
    await outside('calls').insert({ operation_id: id, effect });
  },
  has: async (id, effect) =>
    (await outside('effects').where({ operation_id: id, effect }).first()) !==
    undefined,
  make: async (id, effect) => {
    await outside('effects').insert({ operation_id: id, effect });
  },
  isMended: async id =>
    (await outside('mended').where({ operation_id: id }).first()) !== undefined,
  reach: (id, point) => holds.reach(id, point),
  cancelled: id => report({ type: 'cancelled', id }),
};

/** The rows, with a place to die before and after each change. */
function holdingStores(operations: OperationsStore, runs: RunsStore) {
  return {
    operations: {
      async update(...[update]: Parameters<OperationsStore['update']>) {
        const name = update.set.status === 'running' ? 'begin' : 'finish';
        await holds.reach(update.id, `${name}:before-note`);
        const isChanged = await operations.update(update);
        await holds.reach(update.id, `${name}:after-note`);
        return isChanged;
      },
    },
    runs: {
      get: runs.get.bind(runs),
      async updatePhase(...[of, set]: Parameters<RunsStore['updatePhase']>) {
        const { operationId } = of.lease;
        if (set.status === undefined) {
          return runs.updatePhase(of, set);
        }
        const phase = (await runs.get(operationId))?.phases[of.position]?.name;
        const part = set.status === 'running' ? 'first' : 'last';
        await holds.reach(operationId, `${phase}:before-${part}-note`);
        const isChanged = await runs.updatePhase(of, set);
        await holds.reach(operationId, `${phase}:after-${part}-note`);
        return isChanged;
      },
    },
  };
}

async function main(): Promise<void> {
  await openDatabase({ getClient: async () => knex });
  const operations = OperationsStore.create({ knex });
  const stores = holdingStores(operations, RunsStore.create({ knex }));
  const executors = ExecutorsStore.create({ knex });
  const kinds = KindRegistry.create();
  if (settings.version) {
    kinds.add(stepsOperation(world, { version: settings.version }));
  }
  const engine = OperationsEngine.create({
    ...settings,
    executorId,
    executors,
    kinds,
    knex,
    logger,
    operations,
    runner: OperationRunner.create({
      executorId,
      executors,
      kinds,
      ...stores,
      phases: PhaseRunner.create({
        auditor,
        executors,
        logger,
        runs: stores.runs,
      }),
    }),
  });
  const answer = async (request: EngineRequest): Promise<void> => {
    switch (request.type) {
      case 'accept': {
        const { row, plan } = stepsRow(request, executorId);
        engine.expect(row.id);
        await operations.insert(row, plan.phases);
        if (request.begins) {
          engine.begin(row.id, row.attempt);
        }
        report({ type: 'accepted', id: row.id });
        break;
      }
      case 'retry': {
        const stored = await operations.get(request.id);
        if (!stored) {
          throw new Error(`There is no ${request.id}`);
        }
        const { id, attempt, epoch, status } = stored.row;
        engine.expect(id);
        const isFirst = await operations.restart({
          id,
          where: { status, attempt },
          set: {
            status: 'accepted',
            attempt: attempt + 1,
            epoch: epoch + 1,
            executorId,
            problem: null,
            cancelledBy: null,
            finishedAt: null,
          },
        });
        if (isFirst) {
          engine.begin(id, attempt + 1);
        } else {
          engine.forget(id);
        }
        report({ type: 'accepted', id });
        break;
      }
      case 'cancel':
        await operations.update({
          id: request.id,
          set: { cancelledBy: 'user:default/ben' },
        });
        engine.cancel(request.id);
        break;
      case 'release':
        holds.release();
        break;
      case 'count':
        report({ type: 'counted', ...engine.counts });
        break;
      default:
        await engine.stop();
        report({ type: 'stopped' });
        process.disconnect();
        await knex.destroy();
    }
  };
  process.on('message', (request: EngineRequest) => {
    answer(request).catch(error =>
      report({ type: 'failed', message: `${error}` }),
    );
  });
  // A process must not outlive its test.
  process.on('disconnect', () => process.exit());
  await engine.start();
  report({ type: 'ready', executorId });
}

main().catch(error => {
  process.stderr.write(`${error.stack}\n`);
  process.exit(1);
});
