import type {
  ApprovalRequirement,
  Risk,
} from '@golden-path/plugin-operations-common';
import type { ApprovalRule } from '../config';
import { approvalsFor } from './approvalsFor';
import { givenFor, isApproved, mayApprove } from './approvalState';

const platform = 'group:default/team-platform';
const environments = [
  { name: 'development', cluster: 'c', argocd: 'main' },
  {
    name: 'production',
    cluster: 'c',
    argocd: 'main',
    approval: { approvers: [platform], required: 2 },
  },
];

function rule(more: Partial<ApprovalRule>): ApprovalRule {
  return {
    name: 'rule',
    kinds: [],
    risks: [],
    environments: [],
    approvers: ['user:default/pia'],
    required: 1,
    ...more,
  };
}

describe('approvalsFor', () => {
  const byEnvironment = {
    title: 'production',
    approvers: [platform],
    required: 2,
  };
  const byRule = {
    title: 'rule',
    approvers: ['user:default/pia'],
    required: 1,
  };

  it.each<
    [
      string,
      string | null,
      Risk,
      Partial<ApprovalRule>[],
      ApprovalRequirement[],
    ]
  >([
    ['deploy', 'production', 'medium', [], [byEnvironment]],
    ['deploy', 'production', 'high', [], [byEnvironment]],
    // What only looks again, or stops what runs, waits for nobody, unless a rule says so.
    ['refresh', 'production', 'low', [], []],
    ['refresh', 'production', 'low', [{ risks: ['low'] }], [byRule]],
    ['deploy', 'development', 'high', [], []],
    ['deploy', null, 'high', [], []],
    ['deploy', 'unknown', 'high', [], []],
    ['deploy', 'production', 'medium', [{}], [byEnvironment, byRule]],
    ['deploy', 'development', 'low', [{}], [byRule]],
    ['deploy', null, 'low', [{}], [byRule]],
    ['deploy', null, 'low', [{ environments: ['production'] }], []],
    ['deploy', 'development', 'low', [{ kinds: ['deploy'] }], [byRule]],
    ['sync', 'development', 'low', [{ kinds: ['deploy'] }], []],
    ['sync', 'development', 'high', [{ risks: ['medium', 'high'] }], [byRule]],
    [
      'sync',
      'development',
      'high',
      [{ risks: ['high'], kinds: ['deploy'] }],
      [],
    ],
    ['sync', 'development', 'high', [{}, {}], [byRule, byRule]],
  ])(
    '%s in %s with %s risk and %j',
    (...[kind, environment, risk, rules, expected]) => {
      expect(
        approvalsFor(
          { kind, environment, risk },
          environments,
          rules.map(rule),
        ),
      ).toEqual(expected);
    },
  );
});

describe('approvalState', () => {
  const need = (required: number, ...approvers: string[]) => ({
    title: 'need',
    approvers,
    required,
  });
  const pia = { by: 'user:default/pia', refs: ['user:default/pia', platform] };
  const ben = {
    by: 'user:default/ben',
    refs: ['user:default/ben', 'group:default/team-payments'],
  };
  const gone = { by: 'user:default/gone', refs: [] };

  it.each([
    [[platform], pia.refs, true],
    [['group:default/Team-Platform'], pia.refs, true],
    [['user:default/PIA'], pia.refs, true],
    [[platform], ben.refs, false],
    [[platform], [], false],
    [[], pia.refs, false],
  ])('%j may be met by %j: %s', (approvers, refs, expected) => {
    expect(mayApprove(refs, need(1, ...approvers))).toBe(expected);
  });

  it.each([
    ['nothing is needed', [], [], true],
    ['nobody has approved', [need(1, platform)], [], false],
    ['one of one', [need(1, platform)], [pia], true],
    ['one of two', [need(2, platform)], [pia], false],
    [
      'two of two, but one of them may not',
      [need(2, platform)],
      [pia, ben],
      false,
    ],
    [
      'somebody who is in no group any more',
      [need(1, platform)],
      [gone],
      false,
    ],
    [
      'one person for two needs',
      [need(1, platform), need(1, 'user:default/pia')],
      [pia],
      true,
    ],
    [
      'only one of two needs',
      [need(1, platform), need(1, 'user:default/ben')],
      [pia],
      false,
    ],
    [
      'both of two needs',
      [need(1, platform), need(1, 'user:default/ben')],
      [pia, ben],
      true,
    ],
  ])('%s', (_, ...[requirements, approvals, expected]) => {
    expect(isApproved(requirements, approvals)).toBe(expected);
  });

  it('counts only those who may', () => {
    expect(givenFor(need(2, platform), [pia, ben, gone])).toBe(1);
  });
});
