import { reactionTo } from './reactionTo';

describe('reactionTo', () => {
  it.each([
    [400, 'streaming list', ['listInPages']],
    [422, 'streaming list', ['listInPages']],
    [422, 'paged list', []],
    [400, 'watch', ['relist']],
    [401, 'watch', ['renewCredentials']],
    [401, 'streaming list', ['renewCredentials']],
    [403, 'watch', []],
    [404, 'streaming list', []],
    [404, 'watch', ['relist']],
    [410, 'watch', ['relist']],
    [410, 'paged list', ['relist']],
    [429, 'watch', []],
    [500, 'watch', []],
    [504, 'watch', []],
  ] as const)('reacts to %s in a %s with %j', (status, phase, expected) => {
    const reaction = reactionTo(status, phase);
    const chosen = Object.entries(reaction).filter(([, isSet]) => isSet);
    expect(chosen.map(([name]) => name)).toEqual(expected);
  });
});
