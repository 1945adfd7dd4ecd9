/** @jest-environment node */
import { randomUUID } from 'node:crypto';
import { EngineWorld } from '../__testUtils__/EngineWorld';
import {
  describeWithPostgres,
  skipReason,
} from '../__testUtils__/testDatabase';
import { Wire } from '../__testUtils__/Wire';

const allSteps = ['one', 'two', 'three'];

describeWithPostgres('several replicas', () => {
  let world: EngineWorld;
  let wire: Wire | undefined;
  beforeEach(async () => {
    world = await EngineWorld.create();
  });
  afterEach(async () => {
    await world.close();
    await wire?.close();
    wire = undefined;
  });

  it(`leave an operation alone that a process has lost while it was paused (R11)${skipReason}`, async () => {
    const id = randomUUID();
    const paused = await world.start({ holds: true });
    await paused.accept({ id, hold: 'two:before-act' });
    await paused.untilHeld(1);
    paused.pause();
    const other = await world.start();
    const before = (await world.untilOver()).get(id);
    expect(before).toMatchObject({
      status: 'succeeded',
      executor_id: other.executorId,
      epoch: 2,
      effects: allSteps,
      calls: allSteps,
    });
    paused.wake();
    paused.release();
    // It still runs what it accepts.
    const next = randomUUID();
    await paused.accept({ id: next });
    const after = await world.untilOver();
    expect(after.get(next)).toMatchObject({
      status: 'succeeded',
      executor_id: paused.executorId,
      effects: allSteps,
      calls: allSteps,
    });
    expect(after.get(id)).toEqual(before);
    await expect(paused.count()).resolves.toEqual({ running: 0, lost: 1 });
    await other.stop();
    await paused.stop();
  }, 60_000);

  it(`take an operation back that they have lost, when the other one dies (R11)${skipReason}`, async () => {
    const id = randomUUID();
    const paused = await world.start({ holds: true });
    await paused.accept({ id, hold: 'two:before-act' });
    await paused.untilHeld(1);
    paused.pause();
    const other = await world.start({ holds: true });
    await other.untilHeld(1);
    paused.wake();
    // Awake, it sees that another one has it, and asks for nothing of the kind.
    await world.until(({ epoch }) => epoch === 2);
    await other.kill();
    paused.release();
    const ends = await world.untilOver();
    expect(ends.get(id)).toMatchObject({
      status: 'succeeded',
      executor_id: paused.executorId,
      epoch: 3,
      effects: allSteps,
      calls: allSteps,
    });
  }, 60_000);

  it(`hand over at once when they are stopped${skipReason}`, async () => {
    const id = randomUUID();
    const patient = { takeOverAfterSeconds: 600 };
    const first = await world.start({ ...patient, holds: true });
    await first.accept({ id, hold: 'two:before-act' });
    await first.untilHeld(1);
    const second = await world.start(patient);
    await first.stop();
    const ends = await world.untilOver();
    expect(ends.get(id)).toMatchObject({
      status: 'succeeded',
      executor_id: second.executorId,
      effects: allSteps,
      calls: allSteps,
    });
  }, 60_000);

  it(`stop what somebody cancels at another one${skipReason}`, async () => {
    const id = randomUUID();
    const runner = await world.start({ holds: true });
    await runner.accept({ id, hold: 'two:before-act' });
    await runner.untilHeld(1);
    const other = await world.start();
    other.cancel(id);
    await runner.untilCancelled(id);
    runner.release();
    const ends = await world.untilOver();
    expect(ends.get(id)).toMatchObject({
      status: 'cancelled',
      problem: 'Cancelled by user:default/ben at “Step two”.',
      executor_id: runner.executorId,
      phases: ['succeeded', 'cancelled', 'pending'],
      effects: ['one'],
    });
  }, 60_000);

  it(`do not act while they cannot ask whether they may (R11)${skipReason}`, async () => {
    const id = randomUUID();
    wire = await Wire.to(new URL(world.url));
    const cut = await world.start({
      database: wire.through(world.url),
      world: world.url,
      holds: true,
    });
    await cut.accept({ id, hold: 'two:before-act' });
    await cut.untilHeld(1);
    const other = await world.start({ holds: true });
    wire.silence();
    await other.untilHeld(1);
    cut.release();
    other.release();
    const ends = await world.untilOver();
    expect(ends.get(id)).toMatchObject({
      executor_id: other.executorId,
      effects: allSteps,
      calls: allSteps,
    });
    wire.mend();
    const next = randomUUID();
    await cut.accept({ id: next });
    const after = await world.untilOver();
    expect(after.get(id)).toEqual(ends.get(id));
    expect(after.get(next)).toMatchObject({
      status: 'succeeded',
      effects: allSteps,
      calls: allSteps,
    });
  }, 60_000);

  it(`keep what they run through an outage of the database that all of them see (R9, R11)${skipReason}`, async () => {
    const id = randomUUID();
    wire = await Wire.to(new URL(world.url));
    const database = wire.through(world.url);
    const runner = await world.start({ database, holds: true });
    const other = await world.start({ database });
    await runner.accept({ id, hold: 'two:before-act' });
    await runner.untilHeld(1);
    wire.break();
    await waitUntilSilent(world);
    runner.release();
    wire.mend();
    const ends = await world.untilOver();
    expect(ends.get(id)).toMatchObject({
      status: 'succeeded',
      executor_id: runner.executorId,
      epoch: 1,
      effects: allSteps,
      calls: allSteps,
    });
    await expect(other.count()).resolves.toEqual({ running: 0, lost: 0 });
  }, 60_000);

  it(`run 200 operations at once, each once, and keep nothing of them${skipReason}`, async () => {
    const replicas = await Promise.all([world.start(), world.start()]);
    await Promise.all(
      replicas.map(async replica => {
        for (let count = 0; count < 100; count++) {
          await replica.accept({ id: randomUUID() });
        }
      }),
    );
    const ends = [...(await world.untilOver()).values()];
    expect(ends).toHaveLength(200);
    for (const end of ends) {
      expect(end).toMatchObject({
        status: 'succeeded',
        effects: allSteps,
        calls: allSteps,
      });
    }
    for (const replica of replicas) {
      await replica.untilIdle();
      // It ends by itself: nothing is open any more.
      await replica.stop();
    }
  }, 120_000);

  it(`launch together on an empty database${skipReason}`, async () => {
    const started = await Promise.all([
      world.start(),
      world.start(),
      world.start(),
    ]);
    for (const child of started) {
      await child.accept({ id: randomUUID() });
    }
    const ends = await world.untilOver();
    expect([...ends.values()].map(({ status }) => status)).toEqual([
      'succeeded',
      'succeeded',
      'succeeded',
    ]);
  }, 60_000);
});

/** Resolves when every process looks dead. */
async function waitUntilSilent(world: EngineWorld): Promise<void> {
  while ((await world.livingCount()) > 0) {
    await new Promise(resolve => setTimeout(resolve, 100));
  }
}
