import { startPoll, type Poll } from './startPoll';

interface Answer {
  isWarming: boolean;
}

const response: Answer = { isWarming: false };
const warming: Answer = { isWarming: true };

describe('startPoll', () => {
  const ask = jest.fn<Promise<Answer>, [AbortSignal]>();
  const onAnswer = jest.fn();
  const onFailure = jest.fn();
  let isHidden = false;
  let poll: Poll;

  const start = () => {
    poll = startPoll({
      ask,
      onAnswer,
      onFailure,
      intervalOf: answer => (answer?.isWarming ? 2_000 : 30_000),
    });
  };
  const pass = (seconds: number) =>
    jest.advanceTimersByTimeAsync(seconds * 1_000);

  beforeEach(() => {
    jest.useFakeTimers();
    jest.spyOn(document, 'hidden', 'get').mockImplementation(() => isHidden);
    isHidden = false;
    ask.mockReset().mockResolvedValue(response);
    onAnswer.mockReset();
    onFailure.mockReset();
  });

  afterEach(() => {
    poll.stop();
    jest.useRealTimers();
    jest.restoreAllMocks();
  });

  it('asks at once and every 30 seconds, after a failure too', async () => {
    ask.mockRejectedValueOnce(new Error('no answer'));
    start();
    await pass(29.9);
    expect(ask).toHaveBeenCalledTimes(1);
    expect(onFailure).toHaveBeenCalledWith(new Error('no answer'));
    await pass(0.2);
    expect(ask).toHaveBeenCalledTimes(2);
    expect(onAnswer).toHaveBeenCalledWith(response);
  });

  it('asks every 2 seconds while a source is read for the first time', async () => {
    ask.mockResolvedValueOnce(warming);
    start();
    await pass(2.1);
    expect(ask).toHaveBeenCalledTimes(2);
    await pass(2.1);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('rests between two requests, however often something changes', async () => {
    start();
    await pass(10);
    for (let change = 0; change < 200; change++) {
      poll.askSoon();
      await pass(0.1);
    }
    // At once, and then every 5 seconds.
    expect(ask).toHaveBeenCalledTimes(1 + 4);
    await pass(6);
    expect(ask).toHaveBeenCalledTimes(1 + 5);
    await pass(20);
    expect(ask).toHaveBeenCalledTimes(1 + 5);
  });

  it('never has two requests at a time, and lets each one answer', async () => {
    let answer = (_: Answer) => {};
    ask.mockReturnValueOnce(
      new Promise(resolve => {
        answer = resolve;
      }),
    );
    start();
    poll.askSoon();
    poll.askNow();
    await pass(60);
    expect(ask).toHaveBeenCalledTimes(1);
    answer(response);
    await pass(0);
    expect(onAnswer).toHaveBeenCalledTimes(1);
    await pass(5.1);
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('asks at once when a person wants it', async () => {
    start();
    await pass(1);
    poll.askNow();
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('does not ask while nobody looks, and at once when somebody does again', async () => {
    start();
    await pass(1);
    isHidden = true;
    poll.askSoon();
    await pass(300);
    expect(ask).toHaveBeenCalledTimes(1);
    isHidden = false;
    document.dispatchEvent(new Event('visibilitychange'));
    expect(ask).toHaveBeenCalledTimes(2);
  });

  it('tells nothing after it was stopped, and ends the request', async () => {
    start();
    poll.stop();
    await pass(60);
    expect(ask.mock.calls[0][0].aborted).toBe(true);
    expect(onAnswer).not.toHaveBeenCalled();
    expect(ask).toHaveBeenCalledTimes(1);
  });
});
