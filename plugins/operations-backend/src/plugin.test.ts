/** @jest-environment node */
import { randomUUID } from 'node:crypto';
import { exampleOperation, Lamps } from './__testUtils__/exampleOperation';
import {
  startOperationsBackend,
  testDatabase,
} from './__testUtils__/startOperationsBackend';

const describeWithPostgres = testDatabase ? describe : describe.skip;
const reason = testDatabase
  ? ''
  : ' (skipped: GOLDEN_PATH_TEST_POSTGRES is not set)';

const lamp = 'component:default/lamp';

async function start() {
  const lamps = new Lamps();
  const backend = await startOperationsBackend({
    kinds: [exampleOperation(lamps)],
  });
  return { ...backend, lamps };
}

type Backend = Awaited<ReturnType<typeof start>>;

async function ask(
  backend: Backend,
  input: { environment?: string; colour: string },
  name = 'ana',
) {
  const client = backend.as(name);
  const subject = { kind: 'switch-lamp', entityRef: lamp, input };
  const before = [...backend.lamps.effects];
  const plan = await client.plan(subject);
  expect(backend.lamps.effects).toEqual(before);
  const operation = await client.run({
    ...subject,
    planHash: plan.hash,
    idempotencyKey: randomUUID(),
    surface: 'portal',
  });
  return { plan, operation };
}

async function end(backend: Backend, id: string) {
  const states = [];
  for await (const operation of backend.as('ana').follow(id)) {
    states.push(operation);
  }
  return states.at(-1);
}

describeWithPostgres('the operations plugin', () => {
  let backend: Backend;
  beforeEach(async () => {
    backend = await start();
  });
  afterEach(async () => {
    await backend.stop();
  });

  it(`plans, runs phase by phase, and tells what came of it${reason}`, async () => {
    const { plan, operation } = await ask(backend, { colour: 'red' });
    expect(plan.changes).toEqual([
      { subject: `lamp/development/${lamp}`, to: 'red' },
    ]);
    const ended = await end(backend, operation.id);
    expect(ended).toMatchObject({
      status: 'succeeded',
      requestedBy: 'user:default/ana',
      result: { message: 'It shines.' },
      phases: [
        { name: 'switch', status: 'succeeded', message: 'Switched.' },
        { name: 'look', status: 'succeeded' },
      ],
    });
    expect(backend.lamps.effects).toEqual([`lamp/development/${lamp}=red`]);
  });

  it(`waits for an approval by somebody else, and undoes${reason}`, async () => {
    const { operation } = await ask(backend, {
      environment: 'production',
      colour: 'blue',
    });
    expect(operation.status).toBe('waiting');
    const { id } = operation;
    const planHash = operation.plan.hash;
    await expect(
      backend.as('ana').decide(id, { decision: 'approve', planHash }),
    ).rejects.toMatchObject({
      statusCode: 403,
      cause: { message: expect.stringContaining('somebody else') },
    });
    await backend.as('ben').decide(id, { decision: 'approve', planHash });
    expect(await end(backend, id)).toMatchObject({ status: 'succeeded' });

    const undoPlan = await backend.as('ana').planUndo(id);
    const undoing = await backend.as('ana').undo(id, {
      planHash: undoPlan.hash,
      idempotencyKey: randomUUID(),
    });
    await backend.as('ben').decide(undoing.id, {
      decision: 'approve',
      planHash: undoPlan.hash,
    });
    expect(await end(backend, undoing.id)).toMatchObject({
      status: 'succeeded',
      undoes: id,
    });
    expect(await backend.as('ana').get(id)).toMatchObject({
      undoneBy: undoing.id,
    });
    expect(backend.lamps.effects).toHaveLength(2);
  });
});
