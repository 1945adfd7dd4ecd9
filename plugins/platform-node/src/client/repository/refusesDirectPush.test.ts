import { refusesDirectPush, type BranchRules } from './refusesDirectPush';

const nothing = {
  requiresReviews: false,
  requiresChecks: false,
  restrictsPushes: false,
  isLocked: false,
};

const cases: [string, BranchRules, boolean][] = [
  ['an open branch', { isProtected: false, protection: 'none' }, false],
  [
    'an open branch whose rules forbid other things',
    { isProtected: false, protection: 'none', rules: ['deletion'] },
    false,
  ],
  [
    'a branch with a rule for pull requests',
    { isProtected: false, protection: 'none', rules: ['pull_request'] },
    true,
  ],
  [
    'a branch with a rule for checks',
    {
      isProtected: true,
      protection: nothing,
      rules: ['required_status_checks'],
    },
    true,
  ],
  [
    'a protected branch that asks for reviews',
    { isProtected: true, protection: { ...nothing, requiresReviews: true } },
    true,
  ],
  [
    'a protected branch that asks for checks',
    { isProtected: true, protection: { ...nothing, requiresChecks: true } },
    true,
  ],
  [
    'a protected branch that only some may push to',
    { isProtected: true, protection: { ...nothing, restrictsPushes: true } },
    true,
  ],
  [
    'a locked branch',
    { isProtected: true, protection: { ...nothing, isLocked: true } },
    true,
  ],
  [
    'a branch that is protected against force only',
    { isProtected: true, protection: nothing },
    false,
  ],
  [
    'a branch that is protected by rules against force only',
    { isProtected: true, protection: 'none', rules: ['non_fast_forward'] },
    false,
  ],
  [
    'a protected branch that shows nothing',
    { isProtected: true, protection: undefined },
    true,
  ],
  [
    'a protected branch that shows only harmless rules',
    { isProtected: true, protection: undefined, rules: ['deletion'] },
    true,
  ],
  [
    'a branch that something protects which is not shown',
    { isProtected: true, protection: 'none' },
    true,
  ],
];

describe('refusesDirectPush', () => {
  it.each(cases)('R16: judges %s', (_title, branch, expected) => {
    expect(refusesDirectPush(branch)).toBe(expected);
  });
});
