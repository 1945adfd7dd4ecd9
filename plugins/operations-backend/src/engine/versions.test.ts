/** @jest-environment node */
import { randomUUID } from 'node:crypto';
import { EngineWorld } from '../__testUtils__/EngineWorld';
import {
  describeWithPostgres,
  skipReason,
} from '../__testUtils__/testDatabase';

describeWithPostgres('a rolling restart (R24)', () => {
  let world: EngineWorld;
  beforeEach(async () => {
    world = await EngineWorld.create();
  });
  afterEach(async () => {
    await world.close();
  });

  it(`goes on with the phases of the version that was planned, undo as well${skipReason}`, async () => {
    const [run, undo, undone] = [randomUUID(), randomUUID(), randomUUID()];
    const old = await world.start({ version: 1, holds: true });
    await old.accept({ id: undone });
    await world.untilOver();
    await old.accept({ id: run, hold: 'two:before-act' });
    await old.accept({
      id: undo,
      undoes: undone,
      hold: 'undo-two:before-act',
    });
    await old.untilHeld(2);
    const next = await world.start({ version: 2 });
    await old.stop();
    const ends = await world.untilOver();
    expect(ends.get(run)).toMatchObject({
      status: 'succeeded',
      executor_id: next.executorId,
      effects: ['one', 'two', 'three'],
    });
    expect(ends.get(undo)).toMatchObject({
      status: 'succeeded',
      executor_id: next.executorId,
      effects: ['undo-one', 'undo-two', 'undo-three'],
    });
  }, 60_000);

  it(`keeps what no process knows, says that it waits, and lets people cancel it${skipReason}`, async () => {
    const [waits, cancelled] = [randomUUID(), randomUUID()];
    const next = await world.start({ version: 2, holds: true });
    await next.accept({ id: waits, version: 2, hold: 'omega:before-act' });
    await next.accept({ id: cancelled, version: 2, hold: 'omega:before-act' });
    await next.untilHeld(2);
    const old = await world.start({ version: 1 });
    await world.start({ version: null });
    await next.kill();
    const told = await world.until(({ problem }) => problem !== null);
    expect(told.get(waits)).toMatchObject({
      status: 'running',
      problem: expect.stringMatching(/^It waits: no part of the portal/),
    });
    old.cancel(cancelled);
    await world.until(
      ({ id, status }) => id !== cancelled || status === 'cancelled',
    );
    const back = await world.start({ version: 2 });
    const ends = await world.untilOver();
    expect(ends.get(waits)).toMatchObject({
      status: 'succeeded',
      problem: null,
      executor_id: back.executorId,
      effects: ['alpha', 'omega'],
    });
    expect(ends.get(cancelled)).toMatchObject({
      problem: 'Cancelled by user:default/ben.',
      effects: ['alpha'],
    });
  }, 60_000);

  it(`gives back what a process cannot run that has got it${skipReason}`, async () => {
    const id = randomUUID();
    const old = await world.start({ version: 1 });
    const next = await world.start({ version: 2 });
    await old.accept({ id, version: 2 });
    const ends = await world.untilOver();
    expect(ends.get(id)).toMatchObject({
      status: 'succeeded',
      executor_id: next.executorId,
      effects: ['alpha', 'omega'],
    });
  }, 60_000);
});
