import { RequestGate } from './RequestGate';

describe('RequestGate', () => {
  let now = 1_000;
  const onPause = jest.fn();
  const create = () => RequestGate.create({ now: () => now, onPause });

  /** Something to ask that is answered when the test wants it. */
  const createQuestion = () => {
    let answer: (value: string) => void = () => {};
    let refuse: (reason: Error) => void = () => {};
    const ask = jest.fn(
      () =>
        new Promise<string>((resolve, reject) => {
          answer = resolve;
          refuse = reject;
        }),
    );
    return {
      ask,
      answer: () => answer('yes'),
      refuse: () => refuse(new Error('down')),
    };
  };

  const turn = () => new Promise(setImmediate);

  beforeEach(() => {
    now = 1_000;
    onPause.mockReset();
  });

  it('lets two through at the same time, the next when one is done', async () => {
    const gate = create();
    const questions = Array.from({ length: 4 }, createQuestion);
    const passing = questions.map(({ ask }) => gate.pass(ask));
    await turn();
    const asked = () => questions.map(({ ask }) => ask.mock.calls.length);
    expect(asked()).toEqual([1, 1, 0, 0]);

    questions[1].answer();
    await expect(passing[1]).resolves.toBe('yes');
    await turn();
    expect(asked()).toEqual([1, 1, 1, 0]);

    questions[0].refuse();
    await expect(passing[0]).rejects.toThrow('down');
    await turn();
    expect(asked()).toEqual([1, 1, 1, 1]);
  });

  it('closes for a minute after three failures in a row, once, also for what waits', async () => {
    const gate = create();
    const fail = () => gate.pass(() => Promise.reject(new Error('down')));
    await expect(fail()).rejects.toThrow('down');
    await expect(fail()).rejects.toThrow('down');
    await expect(gate.pass(async () => 'yes')).resolves.toBe('yes');
    await expect(fail()).rejects.toThrow('down');
    await expect(fail()).rejects.toThrow('down');
    expect(gate.isOpen()).toBe(true);

    const questions = Array.from({ length: 3 }, createQuestion);
    const passing = Promise.allSettled(
      questions.map(({ ask }) => gate.pass(ask)),
    );
    await turn();
    questions[0].refuse();
    questions[1].refuse();
    await expect(passing).resolves.toMatchObject([
      { status: 'rejected' },
      { status: 'rejected' },
      { status: 'fulfilled', value: undefined },
    ]);
    expect(questions[2].ask).not.toHaveBeenCalled();
    expect(gate.isOpen()).toBe(false);
    expect(onPause).toHaveBeenCalledTimes(1);

    now += 60_000;
    expect(gate.isOpen()).toBe(true);
    // It was down a minute ago: one more failure is enough.
    await expect(fail()).rejects.toThrow('down');
    expect(gate.isOpen()).toBe(false);
    expect(onPause).toHaveBeenCalledTimes(2);
  });

  it('takes no more than can have its turn soon', async () => {
    const gate = create();
    const question = createQuestion();
    Array.from({ length: 202 }, () => gate.pass(question.ask));
    await turn();
    expect(gate.isOpen()).toBe(false);
  });
});
