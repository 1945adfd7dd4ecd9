import type { Operation } from '@golden-path/plugin-operations-common';
import { followOperation } from './followOperation';
import { exampleOperation } from './testUtils/exampleOperation';
import { FakeOperations } from './testUtils/FakeOperations';

const at = (revision: number, status: Operation['status'] = 'running') =>
  exampleOperation({ revision, status });

describe('followOperation', () => {
  const api = new FakeOperations({ operations: [at(1)] });
  const get = jest.spyOn(api, 'get');
  const follow = jest.spyOn(api, 'follow');
  const onOperation = jest.fn<void, [Operation]>();
  const onFailure = jest.fn<void, [Error]>();
  let controller: AbortController;
  let followed: Promise<void>;

  const start = () => {
    controller = new AbortController();
    followed = followOperation({
      api,
      id: 'operation-1',
      signal: controller.signal,
      onOperation,
      onFailure,
    });
  };
  const pass = (seconds: number) =>
    jest.advanceTimersByTimeAsync(seconds * 1_000);
  const told = () => onOperation.mock.calls.map(([{ revision }]) => revision);

  beforeEach(() => {
    jest.useFakeTimers();
    get.mockReset();
    follow.mockReset();
    onOperation.mockReset();
    onFailure.mockReset();
  });

  afterEach(async () => {
    controller.abort();
    await followed;
    jest.useRealTimers();
  });

  it('tells what the stream tells, and asks nothing after its end', async () => {
    follow.mockImplementation(async function* stream() {
      yield at(1);
      yield at(2);
      yield at(3, 'succeeded');
    });
    start();
    await followed;
    expect(told()).toEqual([1, 2, 3]);
    await pass(60);
    expect(get).not.toHaveBeenCalled();
  });

  it.each([
    ['breaks', new TypeError('network error')],
    ['ends too early', undefined],
  ])(
    'asks every 3 seconds when the stream %s, until it is over',
    async (_, error) => {
      follow.mockImplementation(async function* stream() {
        yield at(1);
        if (error) {
          throw error;
        }
      });
      get
        .mockResolvedValueOnce(at(2))
        .mockRejectedValueOnce(new Error('no answer'))
        .mockResolvedValueOnce(at(4, 'failed'));
      start();
      await pass(0);
      expect(told()).toEqual([1, 2]);
      await pass(2.9);
      expect(get).toHaveBeenCalledTimes(1);
      await pass(0.2);
      expect(onFailure).toHaveBeenCalledWith(new Error('no answer'));
      await pass(3);
      expect(told()).toEqual([1, 2, 4]);
      await followed;
      await pass(60);
      expect(get).toHaveBeenCalledTimes(3);
    },
  );

  it('notices a stream that does not tell what has happened', async () => {
    follow.mockImplementation(async function* stream(_, options) {
      yield at(1);
      await new Promise(resolve =>
        options?.signal?.addEventListener('abort', resolve),
      );
    });
    get.mockResolvedValueOnce(at(1)).mockResolvedValue(at(5, 'succeeded'));
    start();
    await pass(15);
    expect(told()).toEqual([1]);
    await pass(15);
    await followed;
    expect(told()).toEqual([1, 5]);
  });

  it.each([403, 404])('gives up on %s', async statusCode => {
    const error = Object.assign(new Error('no'), { statusCode });
    follow.mockImplementation(async function* stream() {
      throw error;
    });
    get.mockRejectedValue(error);
    start();
    await followed;
    expect(onFailure).toHaveBeenCalledWith(error);
    await pass(60);
    expect(get).toHaveBeenCalledTimes(1);
  });

  it('stops when nobody looks any more', async () => {
    let isStopped = false;
    follow.mockImplementation(async function* stream(_, options) {
      yield at(1);
      await new Promise<void>(resolve =>
        options?.signal?.addEventListener('abort', () => {
          isStopped = true;
          resolve();
        }),
      );
      yield at(2);
    });
    start();
    await pass(0);
    controller.abort();
    await followed;
    expect(isStopped).toBe(true);
    expect(told()).toEqual([1]);
    await pass(60);
    expect(get).not.toHaveBeenCalled();
  });
});
