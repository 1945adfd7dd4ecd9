import { describeDistance } from './describeDistance';

describe('describeDistance', () => {
  it.each([
    [3, 0, true, '3 commits ahead of production'],
    [1, 0, true, '1 commit ahead of production'],
    [100, 0, false, 'more than 100 commits ahead of production'],
    [3, 1, true, '3 commits ahead of production, 1 behind'],
    [
      100,
      100,
      false,
      'more than 100 commits ahead of production, more than 100 behind',
    ],
    [0, 1, true, '1 commit behind production'],
    [0, 0, true, undefined],
  ])('%i ahead, %i behind, exact %s: %s', (...row) => {
    const [ahead, behind, isExact, text] = row;
    expect(
      describeDistance({
        from: 'staging',
        to: 'production',
        ahead,
        behind,
        isExact,
      }),
    ).toBe(text);
  });
});
