import { describeRange } from './describeRange';

describe('describeRange', () => {
  it.each([
    [{ page: 1, pageSize: 50, shown: 50, totalItems: 3321 }, '1–50 of 3,321'],
    [
      { page: 67, pageSize: 50, shown: 21, totalItems: 3321 },
      '3,301–3,321 of 3,321',
    ],
    [{ page: 1, pageSize: 50, shown: 0, totalItems: 0 }, '0 of 0'],
    // The fleet became smaller after the pages before were read.
    [{ page: 3, pageSize: 20, shown: 20, totalItems: 45 }, '41–45 of 45'],
  ])('%p', (options, text) => {
    expect(describeRange(options)).toBe(text);
  });
});
