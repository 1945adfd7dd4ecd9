import { Executions } from './Executions';

describe('Executions', () => {
  it('keeps what is expected until it begins or comes to nothing', () => {
    let now = 0;
    const executions = Executions.create({ now: () => now });
    executions.expect('one');
    // Two retries at once: one of them is too late.
    executions.expect('one');
    executions.forget('one');
    expect(executions.ids()).toEqual(['one']);
    const execution = executions.enter('one');
    expect(executions.ids()).toEqual(['one']);
    executions.leave(execution);
    expect(executions.ids()).toEqual([]);

    executions.expect('two');
    now = 31_000;
    expect(executions.ids()).toEqual([]);
  });

  it('lets the last run of an operation be the one that counts', () => {
    const executions = Executions.create();
    const first = executions.enter('one');
    const second = executions.enter('one');
    expect(first.isLost).toBe(true);
    executions.leave(first);
    expect(executions.get('one')).toBe(second);
    second.lose();
    second.lose();
    expect(executions.ids()).toEqual([]);
    expect(executions.lostCount).toBe(2);
  });
});
