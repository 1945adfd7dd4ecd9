import { describeApproval } from './describeApproval';

const nameOf = (ref: string) => ref.split('/')[1];

describe('describeApproval', () => {
  it.each<[string[], number, string]>([
    [
      ['group:default/team-platform'],
      1,
      'One person of team-platform has to approve',
    ],
    [
      ['group:default/team-platform', 'group:default/leads'],
      2,
      'Two people of team-platform or leads have to approve',
    ],
    [['user:default/ana'], 1, 'ana has to approve'],
    [['user:default/ana', 'user:default/ben'], 1, 'ana or ben has to approve'],
    [
      ['user:default/ana', 'user:default/ben', 'user:default/cleo'],
      2,
      'Two of ana, ben or cleo have to approve',
    ],
    [
      ['group:default/team-platform', 'user:default/ana'],
      1,
      'One person of team-platform, or ana, has to approve',
    ],
    [
      ['group:default/team-platform'],
      7,
      '7 people of team-platform have to approve',
    ],
    [[], 1, 'One person has to approve, but nobody may'],
  ])('%s, %s', (approvers, required, text) => {
    expect(
      describeApproval({ title: 'production', approvers, required }, nameOf),
    ).toBe(text);
  });
});
