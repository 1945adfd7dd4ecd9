import { mayCreateFor, parseOwner } from './ownerRule';

describe('parseOwner', () => {
  it.each([
    ['team-orders', 'group:default/team-orders'],
    ['group:team-orders', 'group:default/team-orders'],
    ['Group:Default/Team-Orders', 'group:default/team-orders'],
    ['group:other/team-orders', 'group:other/team-orders'],
  ])('reads %s', (owner, ref) => {
    expect(parseOwner(owner)).toBe(ref);
  });

  it.each([undefined, '', 'user:default/ana', 'component:x', 'a/b/c', 'a:b:c'])(
    'refuses %p',
    owner => {
      expect(() => parseOwner(owner)).toThrow();
    },
  );
});

describe('mayCreateFor', () => {
  const owner = 'group:default/team-orders';
  const admins = ['group:default/team-platform', 'user:default/pia'];

  it.each([
    ['a member', ['user:default/ana', 'group:default/team-orders'], true],
    ['a member in other case', ['Group:default/Team-Orders'], true],
    ['a member of an admin group', ['group:default/team-platform'], true],
    ['a single admin', ['user:default/pia'], true],
    ['a member of another team', ['group:default/team-payments'], false],
    ['a group of another namespace', ['group:other/team-orders'], false],
    ['a team whose name starts alike', ['group:default/team-orders-2'], false],
    ['nobody', [], false],
  ])('decides for %s', (_title, refs, expected) => {
    expect(mayCreateFor(owner, refs, admins)).toBe(expected);
  });
});
